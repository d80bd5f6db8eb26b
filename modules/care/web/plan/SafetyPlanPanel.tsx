import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Badge } from '../../../../ui/data/Badge.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Stack } from '../../../../ui/page/Layout.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useClientCare } from '../api.ts';
import classes from '../care.module.css';
import { conflictIn, TwoTexts } from '../TwoTexts.tsx';
import { useSaved } from '../useSaved.ts';

type Plan = {
  readonly id: string;
  readonly version: number;
  readonly words: string | null;
  readonly reviewedOn: string;
  readonly mine: boolean;
};

/** What helps a client in a crisis and whom to call. */
export function SafetyPlanPanel(props: { clientId: string }) {
  const t = useWords(words);
  const format = useFormat();
  const { clientId } = props;
  const asked = useClientCare(clientId);
  const [writing, setWriting] = useState(false);
  const mine = asked.data?.safetyPlans.find((plan) => plan.mine);
  const open = (
    <Button size="small" onClick={() => setWriting(true)}>
      {t(mine ? 'plan.revise' : 'plan.write')}
    </Button>
  );
  return (
    <div id="safety">
      <Panel title={t('plan.safety')} actions={asked.data && open}>
        <Answer of={asked}>
          {({ safetyPlans }) => (
            <Stack gap={3}>
              {safetyPlans.length === 0 && <p className={classes['quiet']}>{t('plan.safetyNone')}</p>}
              {safetyPlans.map((plan) => (
                <div key={plan.id}>
                  {!plan.mine && <Badge>{t('plan.elsewhere')}</Badge>}
                  <p className={classes['words']}>{plan.words}</p>
                  <p className={classes['quiet']}>
                    {t('plan.reviewed', { day: format.day(plan.reviewedOn) })}
                  </p>
                </div>
              ))}
            </Stack>
          )}
        </Answer>
        {writing && <PlanSheet clientId={clientId} plan={mine} onClose={() => setWriting(false)} />}
      </Panel>
    </div>
  );
}

function PlanSheet(props: { clientId: string; plan: Plan | undefined; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, plan, onClose } = props;
  const start = () => ({
    id: plan?.id ?? newId(),
    version: plan?.version ?? 0,
    words: plan?.words ?? '',
    reviewedOn: todayHere(),
  });
  const draft = useDraft(`care.safety.${clientId}`, start());
  const { busy, failure, save, settled } = useSaved(onClose);
  const conflict = conflictIn(failure);
  const { value } = draft;
  const send = async () => {
    await api.writeSafetyPlan({ clientId, ...value });
    await draft.clear(start());
  };
  const submit = () => {
    if (value.words.trim() !== '' && value.reviewedOn !== '') void save(send, t('plan.saved'));
  };
  const both = (said: string) => {
    if (conflict === undefined) return;
    const { id, version } = conflict;
    draft.set((before) => ({ ...before, id: id ?? before.id, words: said, version }));
    settled();
  };
  return (
    <SheetForm
      title={t('plan.safety')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(start()) }}
      settle={conflict && <TwoTexts conflict={conflict} onBoth={both} />}
    >
      <LongTextField
        label={t('plan.words')}
        rows={8}
        value={value.words}
        onChange={(said) => draft.set((before) => ({ ...before, words: said }))}
        maxLength={8_000}
      />
      <DayField
        label={t('plan.reviewedOn')}
        value={value.reviewedOn}
        max={todayHere()}
        onChange={(reviewedOn) => draft.set((before) => ({ ...before, reviewedOn }))}
      />
    </SheetForm>
  );
}
