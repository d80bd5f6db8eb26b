import { newId } from '../../../kernel/id.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useGo, useParam } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { DayField, LongTextField } from '../../../ui/fields/TextField.tsx';
import { Answer } from '../../../ui/page/Answer.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { Notice } from '../../../ui/page/Notice.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import type { OutputOf } from '../../../kernel/contract.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { pathway, ReferralLine } from '../contract.ts';
import { type AnswerGiven, answers, conditionsOn, type Decision, decisions, findingOf } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, todayHere, useChoices, useClientPathway, useConditions, useProgram, useRead } from './api.ts';
import classes from './pathway.module.css';
import { useAct } from './useAct.ts';

/** Whether a client meets the conditions: each sentence in force that day, big enough for a thumb, with the result as it grows. */
export function ScreenPage() {
  const t = useWords(words);
  const read = useRead();
  const clientId = useParam('clientId');
  const referralId = useParam('referralId');
  const way = useClientPathway(clientId);
  const referral = way.data?.referrals.find((one) => one.id === referralId);
  const conditions = useConditions(referral);
  const program = useProgram(referral?.programCode ?? undefined, conditions.data?.programVersion);
  return (
    <Page
      title={t('screen.title')}
      lede={program && t('screen.lede', { program: read(program.name) })}
      stage="deliver"
      width="narrow"
      back={{ to: `/clients/${clientId}`, label: referral?.clientName || t('list.client') }}
    >
      <Answer of={conditions}>
        {(known) =>
          referral && program && <ScreenForm referral={referral} program={program} conditions={known} />
        }
      </Answer>
    </Page>
  );
}

type Conditions = OutputOf<typeof pathway.operations.conditions>;

type Sheet = {
  id: string;
  day: string;
  given: Record<string, AnswerGiven>;
  decision: Decision | null;
  reasonCode: string;
  reason: string;
};
const start = (): Sheet => ({
  id: newId(),
  day: todayHere(),
  given: {},
  decision: null,
  reasonCode: '',
  reason: '',
});

/** What a screening sheet says so far: the sentences of its day, the finding, the decision, and whether a reason in words is still owed. */
function judge(conditions: Conditions, sheet: Sheet) {
  const sentences = conditionsOn(conditions.sentences, conditions.site, sheet.day);
  const found = findingOf(sentences, sheet.given);
  const left = sentences.filter(
    (one) => one.required && (sheet.given[one.id] ?? 'not_known') === 'not_known',
  ).length;
  const decision = sheet.decision ?? found;
  return { sentences, found, left, decision, owesReason: decision !== found && sheet.reason === '' };
}

function ScreenForm(props: { referral: ReferralLine; program: Program; conditions: Conditions }) {
  const t = useWords(words);
  const go = useGo();
  const { clientId, id: referralId, siteId } = props.referral;
  const draft = useDraft<Sheet>(`pathway.screen.${referralId}`, start());
  const { act, busy, failure } = useAct(() => go(`/clients/${clientId}`));
  const sheet = draft.value;
  const set = (change: Partial<Sheet>) => draft.set((before) => ({ ...before, ...change }));
  const { sentences, found, left, decision, owesReason } = judge(props.conditions, sheet);
  const save = () => {
    if (owesReason) return;
    const given = sentences.map(({ id }) => ({
      sentenceId: id,
      answer: sheet.given[id] ?? ('not_known' as const),
    }));
    const why = {
      ...(sheet.reasonCode ? { reasonCode: sheet.reasonCode } : {}),
      ...(sheet.reason ? { reason: sheet.reason } : {}),
    };
    const input = {
      id: sheet.id,
      clientId,
      referralId,
      siteId,
      programCode: props.program.key,
      decidedOn: sheet.day,
      answers: given,
      decision,
      ...why,
    };
    void act(async () => {
      await api.screenClient(input, { key: draft.once });
      await draft.clear(start());
    }, t('screen.saved'));
  };
  return (
    <Form
      onSubmit={save}
      actions={
        <Button kind="primary" type="submit" busy={busy}>
          {t('screen.save')}
        </Button>
      }
    >
      <DayField
        label={t('screen.day')}
        value={sheet.day}
        max={todayHere()}
        onChange={(day) => set({ day: day || todayHere() })}
      />
      {props.conditions.excludesNobody && (
        <Notice tone="good" live={false}>
          {t('screen.excludesNobody')}
        </Notice>
      )}
      <Sentences conditions={props.conditions} sheet={sheet} set={set} />
      <div className={classes['result']}>
        <Notice
          tone={found === 'eligible' ? 'good' : found === 'undecided' ? 'info' : 'warn'}
          title={t('screen.found')}
        >
          {t(`decision.${found}`)}
          {found === 'undecided' && ` · ${t('screen.leftToAnswer', { count: left })}`}
        </Notice>
      </div>
      <Deciding program={props.program} conditions={props.conditions} sheet={sheet} set={set} />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear(start())} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}

type Part = {
  readonly conditions: Conditions;
  readonly sheet: Sheet;
  readonly set: (change: Partial<Sheet>) => void;
};

function Sentences({ conditions, sheet, set }: Part) {
  const t = useWords(words);
  const read = useRead();
  return (
    <ol className={classes['sentences']}>
      {judge(conditions, sheet).sentences.map((sentence) => (
        <li key={sentence.id}>
          <ChoiceField
            label={read(sentence)}
            hint={sentence.required ? undefined : t('screen.optional')}
            choices={answers.map((answer) => ({ value: answer, label: t(`screen.${answer}`) }))}
            value={sheet.given[sentence.id] ?? null}
            onChange={(value) => {
              const answer = answers.find((one) => one === value);
              if (answer) set({ given: { ...sheet.given, [sentence.id]: answer } });
            }}
          />
        </li>
      ))}
    </ol>
  );
}

function Deciding({ program, conditions, sheet, set }: Part & { program: Program }) {
  const t = useWords(words);
  const choices = useChoices();
  const { found, decision, owesReason } = judge(conditions, sheet);
  return (
    <>
      <ChoiceField
        label={t('screen.decision')}
        choices={decisions.map((one) => ({ value: one, label: t(`decision.${one}`) }))}
        value={decision}
        onChange={(value) => set({ decision: decisions.find((one) => one === value) ?? null })}
      />
      {decision === 'not_eligible' && (
        <ChoiceField
          label={t('screen.reasonCode')}
          required={false}
          choices={choices(program.declineReasons)}
          value={sheet.reasonCode}
          onChange={(reasonCode) => set({ reasonCode })}
        />
      )}
      {(decision !== found || sheet.reason !== '') && (
        <LongTextField
          label={t('screen.reason')}
          value={sheet.reason}
          onChange={(reason) => set({ reason })}
          maxLength={4_000}
          error={owesReason ? t('screen.differs') : undefined}
        />
      )}
    </>
  );
}
