import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useParam } from '../../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row, Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { answerers, type Answerer, type Way, ways } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useRead } from '../api.ts';

/** Anybody with the address may ask to be contacted: no account, few questions, each with its reason; nothing names a program. */
export function AskPage() {
  const t = useWords(words);
  const read = useRead();
  const token = useParam('token');
  const page = useQuery({
    queryKey: ['pathway.openEntrance', token],
    queryFn: () => api.openEntrance({ token }),
  });
  const [reference, setReference] = useState<string | undefined>(undefined);
  return (
    <Page title={t('ask.title')} lede={page.data?.name ? read(page.data.name) : undefined} width="narrow">
      <Answer of={page}>
        {({ open, name, phone }) => {
          if (!open || name === null) return <Notice tone="warn">{t('refusal.pageClosed')}</Notice>;
          if (reference !== undefined)
            return <Receipt name={read(name)} phone={phone} reference={reference} />;
          return <AskForm token={token} phone={phone} onDone={setReference} />;
        }}
      </Answer>
    </Page>
  );
}

/** What the person keeps: who has their note, a reference, and what happens next; nothing of what they asked. */
function Receipt(props: { name: string; phone: string | null; reference: string }) {
  const t = useWords(words);
  return (
    <Panel title={t('ask.thanks')}>
      <Stack gap={3}>
        <p role="status">{t('ask.received', { name: props.name })}</p>
        <p>{t('ask.reference', { reference: props.reference })}</p>
        {props.phone && <p>{t('ask.orCall', { phone: props.phone })}</p>}
        <Row>
          <Button onClick={() => window.print()}>{t('ask.print')}</Button>
        </Row>
      </Stack>
    </Panel>
  );
}

const start = { called: '', details: '', bestTime: '', note: '' };

function useAsking(token: string, onDone: (reference: string) => void) {
  const { locale } = useLocale();
  const [id] = useState(() => newId());
  const [text, setText] = useState(start);
  const [way, setWay] = useState<Way>('call');
  const [whoMayAnswer, setWho] = useState<Answerer>('only_me');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const set = (change: Partial<typeof start>) => setText((before) => ({ ...before, ...change }));
  const send = async () => {
    setTried(true);
    const { called, details, bestTime, note } = text;
    if (called.trim() === '' || details.trim() === '') return;
    setBusy(true);
    setFailure(undefined);
    const more = { ...(bestTime ? { bestTime } : {}), ...(note ? { note } : {}) };
    try {
      const asked = { token, id, language: locale, called, way, whoMayAnswer, details, ...more };
      onDone((await api.askForContact(asked)).reference);
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { text, set, way, setWay, whoMayAnswer, setWho, tried, busy, failure, send };
}

function AskForm(props: { token: string; phone: string | null; onDone: (reference: string) => void }) {
  const t = useWords(words);
  const { text, set, way, setWay, whoMayAnswer, setWho, tried, busy, failure, send } = useAsking(
    props.token,
    props.onDone,
  );
  const missing = (value: string) => (tried && value.trim() === '' ? t('field.needed') : undefined);
  return (
    <Form
      onSubmit={() => void send()}
      actions={
        <Button kind="primary" type="submit" busy={busy}>
          {t('ask.send')}
        </Button>
      }
    >
      <p>{t('ask.lede')}</p>
      {props.phone && <p>{t('ask.orCall', { phone: props.phone })}</p>}
      <TextField
        label={t('ask.called')}
        hint={t('ask.calledWhy')}
        value={text.called}
        onChange={(called) => set({ called })}
        maxLength={100}
        error={missing(text.called)}
      />
      <ChoiceField
        label={t('ask.way')}
        choices={ways.map((one) => ({ value: one, label: t(`ask.way.${one}`) }))}
        value={way}
        onChange={(value) => setWay(ways.find((one) => one === value) ?? 'call')}
      />
      <TextField
        label={t(`ask.details.${way}`)}
        hint={t('ask.detailsWhy')}
        value={text.details}
        onChange={(details) => set({ details })}
        maxLength={300}
        error={missing(text.details)}
      />
      <ChoiceField
        label={t('ask.who')}
        hint={t('ask.whoWhy')}
        choices={answerers.map((one) => ({ value: one, label: t(`ask.who.${one}`) }))}
        value={whoMayAnswer}
        onChange={(value) => setWho(answerers.find((one) => one === value) ?? 'only_me')}
      />
      <TextField
        label={t('ask.when')}
        required={false}
        value={text.bestTime}
        onChange={(bestTime) => set({ bestTime })}
        maxLength={200}
      />
      <LongTextField
        label={t('ask.note')}
        hint={t('ask.noteWhy')}
        required={false}
        value={text.note}
        onChange={(note) => set({ note })}
        maxLength={1_000}
      />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
