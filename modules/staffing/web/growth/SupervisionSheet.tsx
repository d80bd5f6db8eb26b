import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { ManySelectField, SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, NumberField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere, useChoices } from '../../../pathway/web/index.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useAct, useList } from '../api.ts';

type Person = { readonly accountId: string; readonly name: string };

/** That people met for supervision; what was said is not asked. */
export function SupervisionSheet(props: { siteId: string; people: readonly Person[]; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const choices = useChoices();
  const kinds = useList('supervision');
  const [supervisorId, setSupervisor] = useState<string | null>(me.account.id);
  const [met, setMet] = useState<readonly string[]>([]);
  const [kindCode, setKind] = useState<string | null>(null);
  const [heldOn, setDay] = useState(todayHere());
  const [minutes, setMinutes] = useState<number | undefined>(45);
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useAct(props.onClose);
  const wrong = (missing: boolean) => (tried && missing ? t('needed') : undefined);
  const odd = minutes === undefined || !Number.isInteger(minutes) || minutes < 1 || minutes > 600;
  const options = props.people.map((one) => ({ value: one.accountId, label: one.name }));
  const all = options.some(({ value }) => value === me.account.id)
    ? options
    : [{ value: me.account.id, label: me.account.name }, ...options];
  const save = () => {
    setTried(true);
    if (supervisorId === null || kindCode === null || met.length === 0 || heldOn === '' || odd) return;
    const people = met.map((accountId) => ({ id: newId(), accountId }));
    const { siteId } = props;
    void act(
      () => api.recordSupervision({ siteId, supervisorId, kindCode, heldOn, minutes, people }),
      t('saved'),
    );
  };
  return (
    <SheetForm
      title={t('supervision.record')}
      onClose={props.onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
    >
      <p>{t('supervision.hint')}</p>
      <ManySelectField
        label={t('supervision.people')}
        options={options}
        value={met}
        onChange={setMet}
        error={wrong(met.length === 0)}
      />
      <SelectField
        label={t('supervision.supervisor')}
        options={all}
        value={supervisorId}
        onChange={setSupervisor}
        error={wrong(supervisorId === null)}
      />
      <ChoiceField
        label={t('supervision.kind')}
        choices={choices(kinds)}
        value={kindCode}
        onChange={setKind}
        error={wrong(kindCode === null)}
      />
      <FieldRow>
        <DayField
          label={t('supervision.day')}
          value={heldOn}
          max={todayHere()}
          onChange={setDay}
          error={wrong(heldOn === '')}
        />
        <NumberField
          label={t('supervision.minutes')}
          value={minutes}
          onChange={setMinutes}
          min={1}
          max={600}
          step={1}
          error={tried && odd ? t('supervision.number') : undefined}
        />
      </FieldRow>
    </SheetForm>
  );
}
