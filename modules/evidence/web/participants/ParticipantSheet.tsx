import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { Notice } from '../../../../ui/page/Notice.tsx';
import type { Participant, Variable } from '../../contract.ts';
import { standings } from '../../kinds.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged, useSites } from '../api.ts';

/** Adds somebody who was asked, or changes what is known of them; whoever withdraws takes their texts along. */
export function ParticipantSheet(props: {
  studyId: string;
  row: Participant | undefined;
  variables: readonly Variable[];
  onClose: () => void;
}) {
  const t = useWords(words);
  const { studyId, row } = props;
  const { sites } = useSites();
  const { busy, failure, act } = useAct({ changed: useEvidenceChanged(), done: props.onClose });
  const [id] = useState(() => row?.id ?? newId());
  const [filled, setFilled] = useState({
    pseudonym: row?.pseudonym ?? '',
    part: row?.part ?? '',
    siteId: row?.siteId ?? null,
    standing: row?.standing ?? 'invited',
    identity: '',
    startedOn: row?.startedOn ?? '',
    leftOn: row?.leftOn ?? '',
  });
  const [values, setValues] = useState(() => new Map(row?.values.map((one) => [one.variableId, one.value])));
  const set = (part: Partial<typeof filled>) => setFilled((before) => ({ ...before, ...part }));
  const send = async () => {
    const { pseudonym, part, siteId, standing, identity, startedOn, leftOn } = filled;
    const more = {
      ...(part.trim() === '' ? {} : { part }),
      ...(siteId === null ? {} : { siteId }),
      ...(identity.trim() === '' ? {} : { identity }),
      ...(startedOn === '' ? {} : { startedOn }),
    };
    if (row === undefined)
      await api.addParticipant({
        id,
        studyId,
        pseudonym,
        standing: standing === 'withdrew' ? 'declined' : standing,
        ...more,
      });
    else if (isChanged(row, filled))
      await api.changeParticipant({
        ...{ id, version: row.version, part: part.trim() || null, siteId, standing },
        ...{ startedOn: startedOn || null, leftOn: leftOn || null },
      });
    for (const { id: variableId } of props.variables) {
      const value = values.get(variableId)?.trim() || null;
      const before = row?.values.find((one) => one.variableId === variableId)?.value ?? null;
      if (value !== before) await api.setValue({ id: newId(), participantId: id, variableId, value });
    }
  };
  return (
    <SheetForm
      title={row === undefined ? t('people.add') : t('people.changeOf', { name: row.pseudonym })}
      onClose={props.onClose}
      onSubmit={() => void act(send, t('people.kept'))}
      busy={busy}
      failure={failure}
    >
      {row === undefined && (
        <>
          <TextField
            label={t('texts.pseudonym')}
            hint={t('texts.pseudonymHint')}
            value={filled.pseudonym}
            onChange={(pseudonym) => set({ pseudonym })}
            maxLength={80}
            autoFocus
          />
          <TextField
            label={t('people.identity')}
            hint={t('people.identityHint')}
            value={filled.identity}
            onChange={(identity) => set({ identity })}
            maxLength={200}
            required={false}
          />
        </>
      )}
      <TextField
        label={t('texts.part')}
        hint={t('texts.partHint')}
        value={filled.part}
        onChange={(part) => set({ part })}
        maxLength={120}
        required={false}
      />
      <SelectField
        label={t('texts.site')}
        required={false}
        clearable
        options={sites.map((site) => ({ value: site.id, label: site.name }))}
        value={filled.siteId}
        onChange={(siteId) => set({ siteId })}
      />
      <SelectField
        label={t('people.standing')}
        options={standings
          .filter((one) => row !== undefined || one !== 'withdrew')
          .map((one) => ({ value: one, label: t(`person.${one}`) }))}
        value={filled.standing}
        onChange={(value) => set({ standing: standings.find((one) => one === value) ?? 'invited' })}
      />
      <DayField
        label={t('people.startedOn')}
        hint={t('people.daysHint')}
        value={filled.startedOn}
        onChange={(startedOn) => set({ startedOn })}
        required={false}
      />
      {row !== undefined && (
        <DayField
          label={t('people.leftOn')}
          value={filled.leftOn}
          onChange={(leftOn) => set({ leftOn })}
          required={false}
        />
      )}
      {filled.standing === 'withdrew' && row?.standing !== 'withdrew' && (
        <Notice tone="warn">{t('people.withdrawing', { count: row?.texts ?? 0 })}</Notice>
      )}
      {props.variables.map((variable) => (
        <ValueField
          key={variable.id}
          variable={variable}
          value={values.get(variable.id) ?? ''}
          onChange={(value) => setValues((before) => new Map(before).set(variable.id, value))}
        />
      ))}
    </SheetForm>
  );
}

type Filled = { part: string; siteId: string | null; standing: string; startedOn: string; leftOn: string };

const isChanged = (row: Participant, filled: Filled): boolean =>
  filled.part !== (row.part ?? '') ||
  filled.siteId !== row.siteId ||
  filled.standing !== row.standing ||
  filled.startedOn !== (row.startedOn ?? '') ||
  filled.leftOn !== (row.leftOn ?? '');

function ValueField(props: { variable: Variable; value: string; onChange: (value: string) => void }) {
  const t = useWords(words);
  const { variable, value, onChange } = props;
  if (variable.kind === 'choice')
    return (
      <SelectField
        label={variable.name}
        required={false}
        clearable
        options={variable.choices.map((choice) => ({ value: choice, label: choice }))}
        value={value === '' ? null : value}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    );
  const hint = variable.kind === 'text' ? {} : { hint: t(`variable.hint.${variable.kind}`) };
  return (
    <TextField
      label={variable.name}
      {...hint}
      value={value}
      onChange={onChange}
      maxLength={2_000}
      required={false}
    />
  );
}
