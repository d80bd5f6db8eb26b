import { useState } from 'react';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { EmptyState } from '../../../../ui/page/EmptyState.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { Page } from '../../../../ui/page/Page.tsx';
import type { MySurvey, SurveyContent } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { type Given, Questions } from './Questions.tsx';
import { useSaidIn } from './useAsking.ts';

/** A survey for whoever holds a link: no account, one’s own language, and the words stay on the device until they are sent. The secret stands behind the #, so that it reaches no log. */
export function MySurveyPage() {
  const t = useWords(words);
  const said = useSaidIn();
  const [token] = useState(() => location.hash.slice(1));
  const [sent, setSent] = useState<'answered' | 'refused' | undefined>(undefined);
  const asked = useQuery({
    queryKey: ['evidence.openMySurvey', token],
    queryFn: () => api.openMySurvey({ token }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const good = /^[A-Za-z0-9_-]{64}$/.test(token);
  const gone = <EmptyState title={t('reply.gone')} hint={t('reply.goneHint')} />;
  const title = asked.data?.content?.title;
  return (
    <Page title={title ? said(title) : t('reply.title')} width="narrow">
      {good ? (
        <Answer of={asked}>
          {(mine) => {
            const { state, content } = mine;
            if (sent !== undefined || state === 'answered' || state === 'refused')
              return <Sent as={sent ?? (state === 'refused' ? 'refused' : 'answered')} />;
            if (content === null) return gone;
            return <Open mine={mine} content={content} token={token} onSent={setSent} />;
          }}
        </Answer>
      ) : (
        gone
      )}
    </Page>
  );
}

/** Nothing of what was answered is shown again: whoever holds the device next reads nothing. */
function Sent(props: { as: 'answered' | 'refused' }) {
  const t = useWords(words);
  return (
    <Notice tone="good" title={t(`reply.${props.as}`)}>
      {t(`reply.${props.as}Hint`)}
    </Notice>
  );
}

type Writing = { readonly consent: 'yes' | 'no' | null; readonly given: Given };
const unwritten: Writing = { consent: null, given: {} };

type Opened = {
  mine: MySurvey;
  content: SurveyContent;
  token: string;
  onSent: (as: 'answered' | 'refused') => void;
};

function useReply({ mine, token, onSent }: Opened) {
  const { locale } = useLocale();
  const draft = useDraft<Writing>(`evidence.survey.${mine.draft}.${mine.edition}`, unwritten);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const { consent, given } = draft.value;
  const send = async () => {
    setTried(true);
    if (consent === null) return;
    setBusy(true);
    setFailure(undefined);
    const answers =
      consent === 'yes' ? Object.entries(given).map(([item, answer]) => ({ item, ...answer })) : [];
    try {
      await api.answerMySurvey({
        ...{ token, sending: draft.once, edition: mine.edition, language: locale },
        ...{ consent: consent === 'yes', answers },
      });
      await draft.clear();
      onSent(consent === 'yes' ? 'answered' : 'refused');
    } catch (why) {
      setFailure(why);
    } finally {
      setBusy(false);
    }
  };
  return { draft, tried, busy, failure, send };
}

function Open(props: Opened) {
  const t = useWords(words);
  const said = useSaidIn();
  const { mine, content } = props;
  const { draft, tried, busy, failure, send } = useReply(props);
  const { consent, given } = draft.value;
  return (
    <Form
      onSubmit={() => void send()}
      actions={
        <Button kind="primary" type="submit" busy={busy} wide>
          {t(consent === 'no' ? 'reply.sendNo' : 'reply.send')}
        </Button>
      }
    >
      <Stack gap={3}>
        <p>{said(content.about)}</p>
        <ul>
          <li>{t(mine.personal ? 'reply.personal' : 'reply.anonymous')}</li>
          <li>{t('reply.skip')}</li>
          <li>{t('reply.noNames')}</li>
          <li>{t('reply.device')}</li>
        </ul>
      </Stack>
      <ChoiceField
        label={said(content.consent)}
        choices={[
          { value: 'yes', label: t('reply.consentYes') },
          { value: 'no', label: t('reply.consentNo') },
        ]}
        value={consent}
        onChange={(next) => draft.set((before) => ({ ...before, consent: next === 'yes' ? 'yes' : 'no' }))}
        error={tried && consent === null ? t('reply.consentNeeded') : undefined}
      />
      {consent === 'yes' && (
        <Questions
          content={content}
          given={given}
          onGive={(change) => draft.set((before) => ({ ...before, given: change(before.given) }))}
        />
      )}
      <DraftLine state={draft.state} onDiscard={() => void draft.clear()} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
