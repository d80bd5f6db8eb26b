import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { CheckField, ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DayField } from '../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../ui/overlay/SheetForm.tsx';
import { todayHere, useClientProgram } from '../../pathway/web/index.ts';
import { contactKinds, madeBy as makers } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, useSaved } from './api.ts';
import { EmployerField, type Employer } from './register/EmployerField.tsx';

/** A contact with an employer about work for a client. */
export function EmployerContactSheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, onClose } = props;
  const { code } = useClientProgram(clientId);
  const [id] = useState(() => newId());
  const [employer, setEmployer] = useState<Employer>({ name: '' });
  const [kind, setKind] = useState<(typeof contactKinds)[number]>('first_visit');
  const [madeBy, setMaker] = useState<(typeof makers)[number]>('worker');
  const [inPerson, setInPerson] = useState(true);
  const [asWished, setAsWished] = useState(true);
  const [contactOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    setTried(true);
    if (employer.name.trim() === '' || !contactOn) return;
    const given = {
      id,
      clientId,
      employerName: employer.name,
      kind,
      madeBy,
      inPerson,
      asWished,
      contactOn,
      ...(employer.id ? { employerId: employer.id } : {}),
      ...(code ? { programCode: code } : {}),
    };
    void save(() => api.recordEmployerContact(given), t('employer.saved'));
  };
  return (
    <SheetForm title={t('employer.add')} onClose={onClose} onSubmit={submit} busy={busy} failure={failure}>
      <EmployerField
        value={employer}
        onChange={setEmployer}
        error={tried && employer.name.trim() === '' ? t('needed') : undefined}
      />
      <ChoiceField
        label={t('employer.kind')}
        choices={contactKinds.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
        value={kind}
        onChange={(chosen) => setKind(contactKinds.find((one) => one === chosen) ?? kind)}
      />
      <ChoiceField
        label={t('employer.by')}
        choices={makers.map((one) => ({ value: one, label: t(`by.${one}`) }))}
        value={madeBy}
        onChange={(chosen) => setMaker(makers.find((one) => one === chosen) ?? madeBy)}
      />
      <CheckField label={t('employer.inPerson')} checked={inPerson} onChange={setInPerson} />
      <CheckField label={t('employer.asWished')} checked={asWished} onChange={setAsWished} />
      <DayField label={t('employer.day')} value={contactOn} onChange={setDay} max={todayHere()} />
    </SheetForm>
  );
}
