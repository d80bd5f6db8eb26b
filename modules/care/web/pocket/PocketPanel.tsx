import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { type Pocketed, usePocket } from '../../../../kernel/web/pocket.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { Confirm } from '../../../../ui/overlay/Confirm.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from '../care.module.css';
import type { LooseNote } from '../contactDraft.ts';

/** Notes written on this device while nobody could be signed in, each waiting for its client; nothing when there are none. */
export function PocketPanel() {
  const t = useWords(words);
  const { things, take } = usePocket<LooseNote>();
  if (things === undefined || things.length === 0) return null;
  return (
    <Panel title={t('loose.waiting')} hint={t('loose.waitingHint')} stage="deliver">
      <ul className={classes['plain']}>
        {things.map((thing) => (
          <li key={thing.id}>
            <OneLoose thing={thing} onTaken={() => take(thing.id)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function OneLoose(props: { thing: Pocketed<LooseNote>; onTaken: () => Promise<void> }) {
  const t = useWords(words);
  const format = useFormat();
  const { id, at, value } = props.thing;
  const [asking, setAsking] = useState(false);
  return (
    <Stack gap={1}>
      <strong>{value.who}</strong>
      <span className={classes['quiet']}>{format.moment(at)}</span>
      <p className={classes['words']}>{value.note}</p>
      <Row gap={1}>
        <ButtonLink size="small" kind="primary" to={`/contact?loose=${id}`}>
          {t('loose.choose')}
        </ButtonLink>
        <Button size="small" kind="plain" onClick={() => setAsking(true)}>
          {t('loose.discard')}
        </Button>
      </Row>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={t('loose.discardSure')}
        yes={t('loose.discard')}
        danger
        onYes={props.onTaken}
      >
        {t('loose.discardText')}
      </Confirm>
    </Stack>
  );
}
