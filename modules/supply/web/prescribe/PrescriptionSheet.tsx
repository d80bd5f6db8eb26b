import { type ReactNode, useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { type Draft, useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { todayHere, useRead } from '../../../pathway/web/index.ts';
import type { PrescriptionLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useFormulations, useRecordWords, useSupplyChanged } from '../api.ts';
import { emptyStep, nextStep, type StepDraft, stepOf } from './stepDraft.ts';
import { StepFields } from './StepFields.tsx';

/** Records a new prescription. The form begins empty: nothing is proposed. */
export function NewSheet(props: { clientId: string; programCode: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, programCode } = props;
  const options = useFormulations(programCode);
  const draft = useDraft<StepDraft>(`supply.prescription.${clientId}`, emptyStep(todayHere()));
  const [stepId] = useState(() => newId());
  const { formulationCode, fromOn } = draft.value;
  const send = () => {
    const step = stepOf(draft.value);
    if (step === undefined || formulationCode === null) return undefined;
    const input = { id: draft.once, stepId, clientId, programCode, formulationCode, startedOn: fromOn, step };
    return () => api.writePrescription(input);
  };
  return (
    <StepSheet
      {...props}
      title={t('rx.add')}
      draft={draft}
      empty={emptyStep(todayHere())}
      send={send}
      said={t('rx.saved')}
      first={(tried) => (
        <SelectField
          label={t('dose.formulation')}
          options={options}
          value={formulationCode}
          onChange={(code) => draft.set((before) => ({ ...before, formulationCode: code }))}
          error={tried && formulationCode === null ? t('needed') : undefined}
        />
      )}
    />
  );
}

/** Records the next version of a prescription, beginning from the one in force, with the reason of the change. */
export function ChangeSheet(props: { clientId: string; of: PrescriptionLine; onClose: () => void }) {
  const t = useWords(words);
  const read = useRead();
  const list = useRecordWords();
  const { clientId, of } = props;
  const [now] = of.steps;
  const start = now === undefined ? emptyStep(todayHere()) : nextStep(now, todayHere());
  const draft = useDraft<StepDraft>(`supply.change.${of.id}.${of.version}`, start);
  const { reasonCode, fromOn } = draft.value;
  const send = () => {
    const step = stepOf(draft.value);
    if (step === undefined || reasonCode === null) return undefined;
    const { id, version } = of;
    return () =>
      api.changePrescription({ id, version, stepId: draft.once, clientId, fromOn, reasonCode, step });
  };
  return (
    <StepSheet
      {...props}
      programCode={of.programCode}
      title={t('rx.changeOf', { name: read(of.formulationName) })}
      draft={draft}
      empty={start}
      send={send}
      said={t('rx.changed')}
      first={(tried) => (
        <SelectField
          label={t('rx.reason')}
          options={list.of('change-reason')}
          value={reasonCode}
          onChange={(code) => draft.set((before) => ({ ...before, reasonCode: code }))}
          error={tried && reasonCode === null ? t('needed') : undefined}
        />
      )}
    />
  );
}

function StepSheet(props: {
  title: string;
  programCode: string;
  draft: Draft<StepDraft>;
  empty: StepDraft;
  said: string;
  onClose: () => void;
  first: (tried: boolean) => ReactNode;
  send: () => (() => Promise<unknown>) | undefined;
}) {
  const t = useWords(words);
  const { draft, empty, onClose } = props;
  const [tried, setTried] = useState(false);
  const done = () => {
    void draft.clear(empty);
    onClose();
  };
  const { busy, failure, act } = useAct({ changed: useSupplyChanged(), done });
  const set = (change: Partial<StepDraft>) => draft.set((before) => ({ ...before, ...change }));
  const submit = () => {
    setTried(true);
    const work = props.send();
    if (work !== undefined) void act(work, props.said);
  };
  return (
    <Sheet open onClose={onClose} title={props.title}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        {props.first(tried)}
        <DayField label={t('rx.from')} value={draft.value.fromOn} onChange={(fromOn) => set({ fromOn })} />
        <StepFields programCode={props.programCode} draft={draft.value} set={set} tried={tried} />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear(empty)} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
