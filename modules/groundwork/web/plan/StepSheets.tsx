import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import type { Step } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useSitePeople } from '../api.ts';

type OfStep = { readonly step: Step; readonly name: string; readonly onClose: () => void };

/** When it was done, or what stands in the way. */
export function MoveStepSheet({ step, name, onClose }: OfStep) {
  const t = useWords(words);
  const [doneOn, setDone] = useState(step.doneOn ?? '');
  const [inTheWay, setInTheWay] = useState(step.inTheWay ?? '');
  const { act, busy, failure } = useAct(onClose);
  const { id, version } = step;
  const save = () => {
    const done = doneOn === '' ? {} : { doneOn };
    void act(() => api.moveStep({ id, version, inTheWay, ...done }), t('saved'));
  };
  return (
    <SheetForm title={name} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <LongTextField
        label={t('step.inTheWay')}
        hint={t('noClient')}
        required={false}
        value={inTheWay}
        maxLength={600}
        onChange={setInTheWay}
      />
      <DayField
        label={t('step.doneDay')}
        hint={t('step.doneHint')}
        required={false}
        value={doneOn}
        max={todayHere()}
        onChange={setDone}
      />
    </SheetForm>
  );
}

const nobody = 'nobody';

/** Who answers for a step, by when, and whether the site needs it. */
export function SettleSheet({ siteId, step, name, onClose }: OfStep & { siteId: string }) {
  const t = useWords(words);
  const people = useSitePeople(siteId);
  const [accountId, setAccount] = useState(step.accountId ?? nobody);
  const [who, setWho] = useState(step.who ?? '');
  const [dueOn, setDue] = useState(step.dueOn ?? '');
  const [notNeeded, setNotNeeded] = useState(step.notNeeded);
  const { act, busy, failure } = useAct(onClose);
  const save = () => {
    const person = accountId === nobody ? {} : { accountId };
    const due = dueOn === '' ? {} : { dueOn };
    const { id, version } = step;
    void act(() => api.settleStep({ id, version, who, notNeeded, ...person, ...due }), t('saved'));
  };
  return (
    <SheetForm title={name} onClose={onClose} onSubmit={save} busy={busy} failure={failure}>
      <SelectField
        label={t('step.person')}
        options={[
          { value: nobody, label: t('step.nobody') },
          ...people.map((one) => ({ value: one.accountId, label: one.name })),
        ]}
        value={accountId}
        onChange={(value) => setAccount(value ?? nobody)}
      />
      <TextField
        label={t('step.who')}
        hint={t('step.whoHint')}
        required={false}
        value={who}
        maxLength={120}
        onChange={setWho}
      />
      <DayField label={t('step.dueOn')} required={false} value={dueOn} onChange={setDue} />
      <CheckField label={t('step.notNeeded')} checked={notNeeded} onChange={setNotNeeded} />
    </SheetForm>
  );
}
