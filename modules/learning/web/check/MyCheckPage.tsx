import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { Mine } from '../../contract.ts';
import { type Verdict, verdicts } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { lastMoment, saidIn } from './useChecks.ts';

type Finding = Mine['findings'][number];
type Given = Readonly<Record<string, { readonly verdict: Verdict | null; readonly words: string }>>;

/** Findings given back to somebody who took part: no account, short words, big buttons. The secret stands behind the #, so that it reaches no log. */
export function MyCheckPage() {
  const t = useWords(words);
  const [token] = useState(() => location.hash.slice(1));
  const asked = useQuery({
    queryKey: ['learning.openMyCheck', token],
    queryFn: () => api.openMyCheck({ token }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const good = /^[A-Za-z0-9_-]{64}$/.test(token);
  const gone = <EmptyState title={t('mine.gone')} hint={t('mine.goneHint')} />;
  return (
    <Page title={t('mine.title')} width="narrow">
      {good ? (
        <Answer of={asked}>
          {(mine) => {
            if (!mine.open) return gone;
            return mine.closed ? <Closed mine={mine} /> : <Open mine={mine} token={token} />;
          }}
        </Answer>
      ) : (
        gone
      )}
    </Page>
  );
}

function useGiving(mine: Mine, token: string) {
  const { locale } = useLocale();
  const [version, setVersion] = useState(mine.version);
  const [given, setGiven] = useState<Given>(() =>
    Object.fromEntries(mine.findings.map(({ id, verdict, words: said }) => [id, { verdict, words: said }])),
  );
  const [state, setState] = useState<'writing' | 'nothing' | 'sent'>('writing');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const set = (id: string, change: Partial<Given[string]>) => {
    setState('writing');
    setGiven((before) => ({ ...before, [id]: { verdict: null, words: '', ...before[id], ...change } }));
  };
  const send = async () => {
    const answers = mine.findings.map(({ id }) => ({
      findingId: id,
      verdict: null,
      words: '',
      ...given[id],
    }));
    if (answers.every((one) => one.verdict === null && one.words.trim() === '')) return setState('nothing');
    setBusy(true);
    setFailure(undefined);
    try {
      setVersion((await api.answerMyCheck({ token, version, language: locale, answers })).version);
      setState('sent');
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { given, set, send, busy, failure, state };
}

function Open(props: { mine: Mine; token: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { mine } = props;
  const { given, set, send, busy, failure, state } = useGiving(mine, props.token);
  return (
    <Form
      onSubmit={() => void send()}
      actions={
        <Button kind="primary" type="submit" busy={busy} wide>
          {t('mine.send')}
        </Button>
      }
    >
      <p>{t('mine.lede')}</p>
      <p>{t('mine.until', { day: format.moment(lastMoment(mine.closesAt)) })}</p>
      <p>{t('mine.private')}</p>
      {mine.findings.map((finding, at) => (
        <One
          key={finding.id}
          finding={finding}
          title={t('mine.number', { at: at + 1, of: mine.findings.length })}
          given={given[finding.id]}
          onGive={(change) => set(finding.id, change)}
        />
      ))}
      <Failure of={failure} while="doing" />
      {state === 'nothing' && <Notice tone="warn">{t('mine.nothing')}</Notice>}
      {state === 'sent' && (
        <Notice tone="good" title={t('mine.sent')}>
          {t('mine.again')}
        </Notice>
      )}
    </Form>
  );
}

/** A finding in one's own language, or in the other with a word that it is so. */
function Sentence(props: { said: { en: string; fr: string } }) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { lang, text } = saidIn(props.said, locale);
  return (
    <>
      <p lang={lang}>
        <strong>{text}</strong>
      </p>
      {lang !== locale && <p>{t('mine.other')}</p>}
    </>
  );
}

function One(props: {
  finding: Finding;
  title: string;
  given: Given[string] | undefined;
  onGive: (change: Partial<Given[string]>) => void;
}) {
  const t = useWords(words);
  const { finding, given, onGive } = props;
  return (
    <Panel title={props.title}>
      <Stack gap={4}>
        <Sentence said={finding.plain} />
        {finding.quotes.map((quote) => (
          <Quote key={quote} by={t('mine.yours')}>
            {quote}
          </Quote>
        ))}
        <ChoiceField
          label={t('mine.question')}
          required={false}
          choices={verdicts.map((one) => ({ value: one, label: t(`check.verdict.${one}`) }))}
          value={given?.verdict ?? null}
          onChange={(next) => onGive({ verdict: verdicts.find((one) => one === next) ?? null })}
        />
        <LongTextField
          label={t('mine.more')}
          required={false}
          value={given?.words ?? ''}
          onChange={(said) => onGive({ words: said })}
          maxLength={4_000}
        />
      </Stack>
    </Panel>
  );
}

/** When answers are no longer taken: what was changed because of them. */
function Closed(props: { mine: Mine }) {
  const t = useWords(words);
  const { findings } = props.mine;
  return (
    <Stack gap={4}>
      <Notice live={false}>{t('mine.closed')}</Notice>
      {findings.map((finding, at) => (
        <Panel key={finding.id} title={t('mine.number', { at: at + 1, of: findings.length })}>
          <Stack gap={3}>
            <Sentence said={finding.plain} />
            {finding.change === null ? (
              <p>{t('mine.noChange')}</p>
            ) : (
              <>
                <p>
                  {t('check.change')}: {t(`check.kind.${finding.change.kind}`)}
                </p>
                <Sentence said={finding.change} />
              </>
            )}
          </Stack>
        </Panel>
      ))}
    </Stack>
  );
}
