import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../oversight.module.css';
import { newLinkToken } from '../../../../kernel/web/linkToken.ts';
import { OpenedList } from './OpenedList.tsx';

const periods = ['1', '3', '7', '14'] as const;

/** The list of who opened a record, to print or to give by a link: a page of its own, in the client's language. */
export function GivePage() {
  const t = useWords(words);
  const clientId = useParam('id');
  const [linking, setLinking] = useState(false);
  const asked = useQuery({
    queryKey: ['oversight.openedForClient', clientId],
    queryFn: () => api.openedForClient({ clientId }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Page title={t('given.title')} lede={t('given.lede')} width="wide">
      <Stack>
        <div className={classes['screenOnly']}>
          <Row>
            <Button kind="primary" icon="download" onClick={() => print()}>
              {t('given.print')}
            </Button>
            <Button icon="lock" onClick={() => setLinking(true)}>
              {t('given.link')}
            </Button>
            <Button kind="plain" icon="back" onClick={() => history.back()}>
              {t('given.back')}
            </Button>
          </Row>
        </div>
        <Answer of={asked}>{({ rows }) => <OpenedList rows={rows} />}</Answer>
        <p>{t('given.ask')}</p>
        {linking && <LinkSheet clientId={clientId} onClose={() => setLinking(false)} />}
      </Stack>
    </Page>
  );
}

/** A link that works once, for so many days; it is shown here and nowhere again. */
function LinkSheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const [id] = useState(() => newId());
  const [token] = useState(() => newLinkToken(me.community.id));
  const [days, setDays] = useState<string>('3');
  const [made, setMade] = useState(false);
  const { busy, failure, act } = useAct({ changed: () => Promise.resolve(), done: () => setMade(true) });
  const address = `${location.origin}/opened#${token}`;
  const make = () =>
    void act(
      () => api.giveOpened({ id, clientId: props.clientId, token, days: Number(days) }),
      t('given.linkMade'),
    );
  return (
    <SheetForm
      title={t('given.link')}
      onClose={props.onClose}
      onSubmit={made ? props.onClose : make}
      busy={busy}
      failure={failure}
      yes={t(made ? 'given.done' : 'given.makeLink')}
    >
      {made ? (
        <>
          <Notice tone="good">{t('given.linkHint')}</Notice>
          <TextField label={t('given.address')} value={address} onChange={() => undefined} />
        </>
      ) : (
        <ChoiceField
          label={t('given.days')}
          choices={periods.map((period) => ({ value: period, label: t('given.forDays', { n: period }) }))}
          value={days}
          onChange={setDays}
        />
      )}
    </SheetForm>
  );
}
