import { useState } from 'react';
import { useWords } from '../../../../../kernel/web/words.tsx';
import { Button } from '../../../../../ui/action/Button.tsx';
import { Confirm } from '../../../../../ui/overlay/Confirm.tsx';
import { Failure } from '../../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../../ui/page/Notice.tsx';
import type { FormFault } from '../../../forms/faults.ts';
import words from '../../../words.json' with { type: 'json' };

/** What still keeps a form from being published, or that nothing does; and the two ways to end its draft. */
export function PublishForm(props: {
  faults: readonly FormFault[];
  busy: boolean;
  failure: unknown;
  onPublish: () => Promise<unknown>;
  onDiscard: () => Promise<unknown>;
}) {
  const t = useWords(words);
  const [discarding, setDiscarding] = useState(false);
  const { faults } = props;
  const said = ({ what, name }: FormFault) =>
    name === '' && (what === 'oneLanguage' || what === 'noQuestion')
      ? t(`form.fault.${what}Unnamed`)
      : t(`form.fault.${what}`, { name });
  return (
    <Stack gap={4}>
      {faults.length > 0 ? (
        <Notice tone="warn" live={false} title={t('form.faults', { count: faults.length })}>
          <ul>
            {[...new Set(faults.map(said))].map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Notice tone="good" live={false} title={t('form.ready')}>
          {t('form.readyHint')}
        </Notice>
      )}
      <Failure of={props.failure} while="doing" />
      <Row>
        <Button
          kind="primary"
          disabled={faults.length > 0}
          busy={props.busy}
          onClick={() => void props.onPublish()}
        >
          {t('form.publishNow')}
        </Button>
        <Button kind="plain" onClick={() => setDiscarding(true)}>
          {t('form.discard')}
        </Button>
      </Row>
      <Confirm
        open={discarding}
        onClose={() => setDiscarding(false)}
        title={t('form.discard')}
        yes={t('form.discardYes')}
        danger
        onYes={props.onDiscard}
      >
        {t('form.discardHint')}
      </Confirm>
    </Stack>
  );
}
