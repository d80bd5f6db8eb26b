import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { addDays, dayOf } from '../../../../kernel/time.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { FieldRow, Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { TrialShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useMeasures, useRead } from '../api.ts';
import { SuggestionField } from '../SuggestionField.tsx';

const usualDays = 60;

type Planning = {
  readonly id: string;
  readonly title: string;
  readonly change: string;
  readonly prediction: string;
  readonly measure: string | null;
  readonly expected: 'up' | 'down' | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly suggestionId?: string | null;
};

function fresh(after: TrialShown | undefined): Planning {
  const today = dayOf(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const again = after
    ? { title: after.title, change: after.change, measure: after.measure, expected: after.expected }
    : {};
  return {
    id: newId(),
    title: '',
    change: '',
    prediction: '',
    measure: null,
    expected: null,
    startsOn: today,
    endsOn: addDays(today, usualDays),
    ...again,
  };
}

/** Plans a small trial: one change, one prediction, one measure, two dates. `after` is the cycle it follows, whose words it begins with. */
export function TrialSheet(props: {
  strategyId: string;
  after?: TrialShown | undefined;
  onClose: () => void;
  onPlanned?: ((id: string) => void) | undefined;
}) {
  const t = useWords(words);
  const { strategyId, after, onClose } = props;
  const draft = useDraft(`learning.plan.${strategyId}.${after?.id ?? ''}`, fresh(after));
  const { busy, failure, act } = useAct(onClose);
  const [shown, setShown] = useState(false);
  const { id, measure, expected, startsOn, endsOn, suggestionId = null, ...said } = draft.value;
  const set = (part: Partial<Planning>) => draft.set((before) => ({ ...before, ...part }));
  const backwards = endsOn !== '' && endsOn <= startsOn;
  const save = () => {
    setShown(true);
    const full = [said.title, said.change, said.prediction].every((text) => text.trim().length >= 3);
    if (!full || measure === null || expected === null || startsOn === '' || backwards) return;
    void act(async () => {
      await api.planTrial(
        {
          ...{ id, strategyId, ...said, measure, expected, startsOn },
          ...(endsOn === '' ? {} : { endsOn }),
          ...(suggestionId === null ? {} : { suggestionId }),
        },
        { key: draft.once },
      );
      await draft.clear(fresh(undefined));
      props.onPlanned?.(id);
    }, t('trial.planned'));
  };
  const needed = (text: string) => (shown && text.trim().length < 3 ? t('trial.needed') : undefined);
  return (
    <Sheet open onClose={onClose} title={t(after ? 'trial.next' : 'trial.plan')}>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('trial.plan')}
          </Button>
        }
      >
        <TextField
          label={t('trial.name')}
          maxLength={200}
          value={said.title}
          onChange={(title) => set({ title })}
          error={needed(said.title)}
        />
        <LongTextField
          label={t('trial.change')}
          hint={t('trial.changeHint')}
          maxLength={2_000}
          value={said.change}
          onChange={(change) => set({ change })}
          error={needed(said.change)}
        />
        <LongTextField
          label={t('trial.prediction')}
          hint={t('trial.predictionHint')}
          rows={2}
          maxLength={1_000}
          value={said.prediction}
          onChange={(prediction) => set({ prediction })}
          error={needed(said.prediction)}
        />
        <MeasureFields measure={measure} expected={expected} shown={shown} onChange={set} />
        <FieldRow>
          <DayField
            label={t('trial.startsOn')}
            value={startsOn}
            onChange={(value) => set({ startsOn: value })}
            error={shown && startsOn === '' ? t('trial.needed') : undefined}
          />
          <DayField
            label={t('trial.endsOn')}
            required={false}
            value={endsOn}
            min={startsOn}
            onChange={(value) => set({ endsOn: value })}
            error={backwards ? t('refusal.endsBeforeItStarts') : undefined}
          />
        </FieldRow>
        <SuggestionField value={suggestionId} onChange={(value) => set({ suggestionId: value })} />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear(fresh(after))} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}

function MeasureFields(props: {
  measure: string | null;
  expected: 'up' | 'down' | null;
  shown: boolean;
  onChange: (part: Partial<Planning>) => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const { measure, expected, shown, onChange } = props;
  const asked = useMeasures();
  const chosen = asked.data?.measures.find(({ key }) => key === measure);
  const choose = (key: string | null) => {
    const better = asked.data?.measures.find((one) => one.key === key)?.direction;
    onChange({ measure: key, ...(better === 'up' || better === 'down' ? { expected: better } : {}) });
  };
  return (
    <>
      <SelectField
        label={t('trial.measure')}
        hint={chosen ? read(chosen.counts) : t('trial.measureHint')}
        options={(asked.data?.measures ?? []).map((one) => ({ value: one.key, label: read(one.name) }))}
        value={measure}
        onChange={choose}
        error={shown && measure === null ? t('trial.needed') : undefined}
      />
      <ChoiceField
        label={t('trial.expected')}
        choices={(['up', 'down'] as const).map((value) => ({ value, label: t(`expected.${value}`) }))}
        value={expected}
        onChange={(value) => onChange({ expected: value === 'down' ? 'down' : 'up' })}
        error={shown && expected === null ? t('trial.needed') : undefined}
      />
    </>
  );
}
