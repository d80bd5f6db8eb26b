import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { caller } from '../../../../kernel/web/call.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { DayField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { Row } from '../../../../ui/page/Layout.tsx';
import {
  ClientPicker,
  todayHere,
  useChoices,
  useProgram,
  useProgramName,
} from '../../../pathway/web/index.ts';
import type { pathway } from '../../../pathway/contract.ts';
import { type SessionKind, sessionKinds } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useSaved } from '../useSaved.ts';

type Guest = { readonly contactId: string; readonly clientId: string; readonly name: string };
type SessionDraft = {
  readonly id: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly kind: SessionKind;
  readonly title: string;
  readonly day: string;
  readonly minutes: string;
  readonly unnamed: string;
  readonly kindCode: string;
  readonly placeCode: string;
  readonly guests: readonly Guest[];
};

const whole = (text: string, least: number, most: number) =>
  /^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** When a session of a day is said to have been held: now for today, noon for an earlier day. */
const heldAt = (day: string) =>
  day === todayHere() ? new Date().toISOString() : new Date(`${day}T12:00:00`).toISOString();

/** A session and who was there: clients by name, the others as a number. */
export function SessionSheet(props: { onClose: () => void }) {
  const t = useWords(words);
  const choices = useChoices();
  const { sites } = useMe();
  const start = (): SessionDraft => ({
    id: newId(),
    siteId: sites[0]?.id ?? '',
    programCode: '',
    kind: 'workshop',
    title: '',
    day: todayHere(),
    minutes: '60',
    unnamed: '0',
    kindCode: '',
    placeCode: '',
    guests: [],
  });
  const draft = useDraft<SessionDraft>('care.session', start());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(props.onClose);
  const { value } = draft;
  const programs = useProgramsAt(value.siteId);
  const programName = useProgramName();
  const code = programs.includes(value.programCode) ? value.programCode : programs[0];
  const program = useProgram(code);
  const set = (change: Partial<SessionDraft>) => draft.set((before) => ({ ...before, ...change }));
  const faults = {
    title: value.title.trim() === '',
    kindCode: value.kindCode === '',
    placeCode: value.placeCode === '',
    minutes: !whole(value.minutes, 1, 1_440),
    unnamed: !whole(value.unnamed, 0, 999),
  };
  const send = async () => {
    const { day, guests, minutes, unnamed, ...rest } = value;
    await api.recordSession(
      {
        ...rest,
        programCode: code ?? '',
        heldAt: heldAt(day),
        minutes: Number(minutes),
        unnamed: Number(unnamed),
        attendees: guests.map(({ contactId, clientId }) => ({ contactId, clientId })),
      },
      { key: draft.once },
    );
    await draft.clear(start());
  };
  const submit = () => {
    setTried(true);
    if (code !== undefined && !Object.values(faults).includes(true)) void save(send, t('group.saved'));
  };
  const wrong = (field: keyof typeof faults, key: 'task.say' | 'group.number') =>
    tried && faults[field] ? t(key) : undefined;
  return (
    <SheetForm
      title={t('group.record')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(start()) }}
    >
      <ChoiceField
        label={t('group.kind')}
        choices={sessionKinds.map((kind) => ({ value: kind, label: t(`group.kind.${kind}`) }))}
        value={value.kind}
        onChange={(chosen) => set({ kind: sessionKinds.find((kind) => kind === chosen) ?? 'group' })}
      />
      <TextField
        label={t('group.what')}
        hint={t('group.whatHint')}
        value={value.title}
        maxLength={200}
        onChange={(title) => set({ title })}
        error={wrong('title', 'task.say')}
      />
      {sites.length > 1 && (
        <SelectField
          label={t('line.site')}
          options={sites.map((one) => ({ value: one.id, label: one.name }))}
          value={value.siteId}
          onChange={(siteId) => set({ siteId: siteId ?? '' })}
        />
      )}
      {programs.length > 1 && (
        <ChoiceField
          label={t('group.program')}
          choices={programs.map((one) => ({ value: one, label: programName(one) }))}
          value={code ?? ''}
          onChange={(programCode) => set({ programCode, kindCode: '', placeCode: '' })}
        />
      )}
      <FieldRow>
        <DayField
          label={t('conference.day')}
          value={value.day}
          max={todayHere()}
          onChange={(day) => set({ day })}
        />
        <TextField
          label={t('conference.minutes')}
          inputMode="numeric"
          value={value.minutes}
          onChange={(minutes) => set({ minutes })}
          error={wrong('minutes', 'group.number')}
        />
      </FieldRow>
      <ChoiceField
        label={t('group.as')}
        choices={choices(program?.contact.kinds)}
        value={value.kindCode}
        onChange={(kindCode) => set({ kindCode })}
        error={wrong('kindCode', 'task.say')}
      />
      <ChoiceField
        label={t('contact.place')}
        choices={choices(program?.contact.places)}
        value={value.placeCode}
        onChange={(placeCode) => set({ placeCode })}
        error={wrong('placeCode', 'task.say')}
      />
      <Guests guests={value.guests} onChange={(guests) => set({ guests })} />
      <TextField
        label={t('group.unnamed')}
        hint={t('group.unnamedHint')}
        inputMode="numeric"
        value={value.unnamed}
        onChange={(unnamed) => set({ unnamed })}
        error={wrong('unnamed', 'group.number')}
      />
    </SheetForm>
  );
}

const pathwayApi = caller<typeof pathway>('pathway');

/** The programs offered at a site. */
function useProgramsAt(siteId: string): readonly string[] {
  const asked = useQuery({
    queryKey: ['pathway.listAdoptions'],
    queryFn: () => pathwayApi.listAdoptions({}),
  });
  return (asked.data?.rows ?? []).filter((row) => row.siteId === siteId).map((row) => row.programCode);
}

function Guests(props: { guests: readonly Guest[]; onChange: (guests: readonly Guest[]) => void }) {
  const t = useWords(words);
  const { guests, onChange } = props;
  const add = (who: { clientId: string; name: string }) => {
    if (!guests.some((one) => one.clientId === who.clientId))
      onChange([...guests, { ...who, contactId: newId() }]);
  };
  return (
    <div>
      <p>{t('group.named', { n: guests.length })}</p>
      <Row>
        {guests.map((one) => (
          <Button
            key={one.clientId}
            size="small"
            icon="close"
            label={t('group.remove', { name: one.name })}
            onClick={() => onChange(guests.filter((other) => other.clientId !== one.clientId))}
          >
            {one.name}
          </Button>
        ))}
      </Row>
      <ClientPicker onChoose={add} />
    </div>
  );
}
