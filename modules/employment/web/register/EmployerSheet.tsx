import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { trades } from '../../model.ts';
import type { EmployerLine } from '../../register/contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useRegisterAct } from './api.ts';

/** An employer of the register, new or corrected. */
export function EmployerSheet(props: { employer?: EmployerLine; onClose: () => void }) {
  const t = useWords(words);
  const me = useMe();
  const { employer, onClose } = props;
  const [id] = useState(() => employer?.id ?? newId());
  const [name, setName] = useState(employer?.name ?? '');
  const [place, setPlace] = useState(employer?.place ?? '');
  const [note, setNote] = useState(employer?.note ?? '');
  const [trade, setTrade] = useState<(typeof trades)[number] | undefined>(employer?.trade ?? undefined);
  const [siteId, setSite] = useState(me.sites[0]?.id ?? '');
  const [closed, setClosed] = useState(employer?.closed ?? false);
  const [tried, setTried] = useState(false);
  const { busy, failure, act } = useRegisterAct(onClose);
  const submit = () => {
    setTried(true);
    if (name.trim() === '') return;
    const told = { id, name, place, note, ...(trade ? { trade } : {}) };
    const send = () =>
      employer
        ? api.reviseEmployer({ ...told, version: employer.version, closed })
        : api.addEmployer({ ...told, siteId });
    void act(send, t('register.saved'));
  };
  return (
    <SheetForm
      title={t(employer ? 'register.revise' : 'register.add')}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      failure={failure}
    >
      <TextField
        label={t('job.employer')}
        value={name}
        onChange={setName}
        maxLength={200}
        error={tried && name.trim() === '' ? t('needed') : undefined}
      />
      <TextField
        label={t('register.place')}
        required={false}
        value={place}
        onChange={setPlace}
        maxLength={200}
      />
      <ChoiceField
        label={t('trade')}
        required={false}
        choices={trades.map((one) => ({ value: one, label: t(`trade.${one}`) }))}
        value={trade ?? null}
        onChange={(chosen) => setTrade(trades.find((one) => one === chosen))}
      />
      <LongTextField
        label={t('register.note')}
        hint={t('register.noteHint')}
        required={false}
        value={note}
        onChange={setNote}
        maxLength={2_000}
        rows={3}
      />
      {employer === undefined && me.sites.length > 1 && (
        <ChoiceField
          label={t('register.site')}
          choices={me.sites.map((site) => ({ value: site.id, label: site.name }))}
          value={siteId}
          onChange={setSite}
        />
      )}
      {employer && <CheckField label={t('register.close')} checked={closed} onChange={setClosed} />}
    </SheetForm>
  );
}
