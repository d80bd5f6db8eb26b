import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { FieldRow } from '../../../../ui/fields/Form.tsx';
import { DayField, LongTextField, NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { todayHere } from '../../../pathway/web/index.ts';
import { closings, purposes, trades, ways } from '../../model.ts';
import type { EmployerLine, OpeningLine } from '../../register/contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useRegisterAct } from './api.ts';

/** A meeting with an employer that is about no one client. */
export function MeetingSheet(props: { employerId: string; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const [id] = useState(newId);
  const [metOn, setDay] = useState(todayHere());
  const [way, setWay] = useState<(typeof ways)[number]>('at_work');
  const [purpose, setPurpose] = useState<(typeof purposes)[number]>('learn_needs');
  const [person, setPerson] = useState('');
  const [note, setNote] = useState('');
  const [siteId, setSite] = useState(me.sites[0]?.id ?? '');
  const { busy, failure, act } = useRegisterAct(props.onClose);
  const submit = () => {
    if (!metOn) return;
    const given = { id, employerId: props.employerId, siteId, metOn, way, purpose, person, note };
    void act(() => api.meetEmployer(given), t('meeting.saved'));
  };
  return (
    <SheetForm
      title={t('meeting.add')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <DayField label={t('employer.day')} value={metOn} onChange={setDay} max={todayHere()} />
      <ChoiceField
        label={t('way')}
        choices={ways.map((one) => ({ value: one, label: t(`way.${one}`) }))}
        value={way}
        onChange={(chosen) => setWay(ways.find((one) => one === chosen) ?? way)}
      />
      <ChoiceField
        label={t('purpose')}
        choices={purposes.map((one) => ({ value: one, label: t(`purpose.${one}`) }))}
        value={purpose}
        onChange={(chosen) => setPurpose(purposes.find((one) => one === chosen) ?? purpose)}
      />
      <TextField
        label={t('meeting.person')}
        required={false}
        value={person}
        onChange={setPerson}
        maxLength={200}
      />
      <LongTextField
        label={t('meeting.note')}
        hint={t('register.noteHint')}
        required={false}
        value={note}
        onChange={setNote}
        maxLength={2_000}
        rows={3}
      />
      {me.sites.length > 1 && (
        <ChoiceField
          label={t('register.site')}
          choices={me.sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={setSite}
        />
      )}
    </SheetForm>
  );
}

/** Work that an employer offers. */
export function OpeningSheet(props: { employer: EmployerLine; onClose: () => void }) {
  const t = useWords(words);
  const { employer } = props;
  const [id] = useState(newId);
  const [title, setTitle] = useState('');
  const [trade, setTrade] = useState<(typeof trades)[number]>(employer.trade ?? 'other');
  const [weeklyHours, setHours] = useState<number | undefined>(undefined);
  const [hourlyWage, setWage] = useState<number | undefined>(undefined);
  const [note, setNote] = useState('');
  const [openedOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useRegisterAct(props.onClose);
  const submit = () => {
    setTried(true);
    if (title.trim() === '' || !openedOn) return;
    const given = {
      id,
      employerId: employer.id,
      title,
      trade,
      note,
      openedOn,
      ...(weeklyHours === undefined ? {} : { weeklyHours }),
      ...(hourlyWage === undefined ? {} : { hourlyWage }),
    };
    void act(() => api.addOpening(given), t('opening.saved'));
  };
  return (
    <SheetForm
      title={t('opening.add')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <TextField
        label={t('job.what')}
        value={title}
        onChange={setTitle}
        maxLength={200}
        error={tried && title.trim() === '' ? t('needed') : undefined}
      />
      <ChoiceField
        label={t('trade')}
        choices={trades.map((one) => ({ value: one, label: t(`trade.${one}`) }))}
        value={trade}
        onChange={(chosen) => setTrade(trades.find((one) => one === chosen) ?? trade)}
      />
      <FieldRow>
        <NumberField
          label={t('job.hours')}
          required={false}
          unit={t('job.hoursUnit')}
          value={weeklyHours}
          onChange={setHours}
          min={0}
          max={168}
        />
        <NumberField
          label={t('job.wage')}
          required={false}
          unit={t('job.wageUnit')}
          value={hourlyWage}
          onChange={setWage}
          min={0}
          max={10_000}
        />
      </FieldRow>
      <DayField label={t('opening.since')} value={openedOn} onChange={setDay} max={todayHere()} />
      <LongTextField
        label={t('opening.note')}
        required={false}
        value={note}
        onChange={setNote}
        maxLength={2_000}
        rows={2}
      />
    </SheetForm>
  );
}

/** How an opening ended. */
export function CloseOpeningSheet(props: { opening: OpeningLine; onClose: () => void }) {
  const t = useWords(words);
  const { opening } = props;
  const [closedOn, setDay] = useState(todayHere());
  const [closing, setClosing] = useState<(typeof closings)[number]>('our_client');
  const { busy, failure, act } = useRegisterAct(props.onClose);
  const submit = () => {
    if (!closedOn) return;
    const given = { id: opening.id, version: opening.version, closedOn, closing };
    void act(() => api.closeOpening(given), t('opening.closedNow'));
  };
  return (
    <SheetForm
      title={t('opening.close')}
      onClose={props.onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <ChoiceField
        label={t('closing')}
        choices={closings.map((one) => ({ value: one, label: t(`closing.${one}`) }))}
        value={closing}
        onChange={(chosen) => setClosing(closings.find((one) => one === chosen) ?? closing)}
      />
      <DayField label={t('employer.day')} value={closedOn} onChange={setDay} min={opening.openedOn} />
    </SheetForm>
  );
}
