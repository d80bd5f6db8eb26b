import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import type { TrialShown } from '../../contract.ts';
import { type Decision, decisionBlocked, decisions } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useDecides } from '../api.ts';
import { TrialBadge } from '../badges.tsx';
import classes from '../learning.module.css';

/** How a trial ends: what was decided and why, or the three choices for those who decide. */
export function DecideTrial(props: { trial: TrialShown }) {
  const t = useWords(words);
  const format = useFormat();
  const decides = useDecides();
  const { trial } = props;
  if (trial.decision !== null) {
    return (
      <>
        <p className={classes['lineHead']}>
          <TrialBadge trial={trial} />
          {trial.decidedAt && <span className={classes['soft']}>{format.moment(trial.decidedAt)}</span>}
        </p>
        <p className={classes['words']}>{trial.reason}</p>
      </>
    );
  }
  if (decisionBlocked(trial.state) === 'notBegun')
    return (
      <Notice tone="still" live={false}>
        {t('decide.notBegun', { day: format.day(trial.startsOn) })}
      </Notice>
    );
  if (!decides)
    return (
      <Notice tone="still" live={false}>
        {t('decide.others')}
      </Notice>
    );
  return <Deciding trial={trial} />;
}

function Deciding(props: { trial: TrialShown }) {
  const t = useWords(words);
  const { trial } = props;
  const draft = useDraft(`learning.decide.${trial.id}`, { decision: null as Decision | null, reason: '' });
  const { busy, failure, act } = useAct();
  const [shown, setShown] = useState(false);
  const { decision, reason } = draft.value;
  const short = reason.trim().length < 3;
  const save = () => {
    setShown(true);
    if (decision === null || short) return;
    void act(
      async () => {
        await api.decideTrial({ id: trial.id, version: trial.version, decision, reason });
        await draft.clear();
      },
      t(`decide.${decision}.done`),
    );
  };
  return (
    <Form
      onSubmit={save}
      actions={
        <Button type="submit" kind="primary" busy={busy}>
          {t('decide.save')}
        </Button>
      }
    >
      <ChoiceField
        label={t('decide.label')}
        choices={decisions.map((value) => ({
          value,
          label: t(`decision.${value}`),
          hint: t(`decide.${value}`),
        }))}
        value={decision}
        onChange={(value) =>
          draft.set((before) => ({ ...before, decision: decisions.find((one) => one === value) ?? null }))
        }
        error={shown && decision === null ? t('decide.needed') : undefined}
      />
      <LongTextField
        label={t('decide.reason')}
        hint={t('decide.reasonHint')}
        rows={2}
        maxLength={2_000}
        value={reason}
        onChange={(value) => draft.set((before) => ({ ...before, reason: value }))}
        error={shown && short ? t('trial.needed') : undefined}
      />
      <DraftLine state={draft.state} onDiscard={() => void draft.clear()} />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
