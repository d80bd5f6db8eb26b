import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button, ButtonLink } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import type { ReferralLine } from '../../contract.ts';
import { comesFromElsewhere, needsReason, nextStates, type ReferralState } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useChoices, useProgram } from '../api.ts';
import { useAct } from '../useAct.ts';

/** What may be answered to a referral now; what enrolling and waiting bring about is not offered here. */
export function answersTo(referral: Pick<ReferralLine, 'state' | 'direction'>): readonly ReferralState[] {
  const { state, direction } = referral;
  if (direction === 'out') return nextStates(state);
  if (state === 'waiting' || state === 'in_progress') return [];
  return nextStates(state).filter((to) => !comesFromElsewhere(to));
}

/** The answer to a referral: what happens now, why, and a word to whoever sent the client. */
export function AnswerSheet(props: { referral: ReferralLine; onClose: () => void }) {
  const t = useWords(words);
  const { referral, onClose } = props;
  const { clientId, id, version } = referral;
  const choices = useChoices();
  const program = useProgram(referral.programCode ?? undefined);
  const [to, setTo] = useState<ReferralState | undefined>(undefined);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useAct(onClose);
  const answers = answersTo(referral);
  const why = program ? choices(program.declineReasons) : [];
  const reasonCode = reason ?? (why.length === 0 ? 'other' : undefined);
  const asksWhy = to !== undefined && needsReason(to);
  const save = () => {
    setTried(true);
    if (to === undefined || (asksWhy && reasonCode === undefined)) return;
    const more = { ...(asksWhy && reasonCode ? { reasonCode } : {}), ...(note ? { note } : {}) };
    void act(() => api.answerReferral({ clientId, id, version, to, ...more }), t('answer.saved'));
  };
  const label = (state: ReferralState) =>
    t(
      state === 'sent' && referral.state !== 'draft'
        ? 'step.reopen'
        : `step.${state === 'draft' ? 'sent' : state}`,
    );
  return (
    <Sheet open onClose={onClose} title={t('answer.title')}>
      {referral.direction === 'in' && (
        <Row>
          <ButtonLink to={`/pathway/screen/${clientId}/${id}`}>{t('screen.open')}</ButtonLink>
        </Row>
      )}
      {answers.length > 0 && (
        <Form
          onSubmit={save}
          actions={
            <Button kind="primary" type="submit" busy={busy}>
              {t('answer.save')}
            </Button>
          }
        >
          <ChoiceField
            label={t('answer.what')}
            choices={answers.map((state) => ({ value: state, label: label(state) }))}
            value={to ?? null}
            onChange={(value) => setTo(answers.find((state) => state === value))}
            error={tried && to === undefined ? t('refer.choose') : undefined}
          />
          {asksWhy && why.length > 0 && (
            <ChoiceField
              label={t('answer.reason')}
              choices={why}
              value={reason}
              onChange={setReason}
              error={tried && reasonCode === undefined ? t('refusal.reasonNeeded') : undefined}
            />
          )}
          <LongTextField
            label={t('answer.note')}
            required={false}
            value={note}
            onChange={setNote}
            maxLength={4_000}
          />
          <Failure of={failure} while="doing" />
        </Form>
      )}
    </Sheet>
  );
}
