import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { DayField, TextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import { todayHere, useClientProgram } from '../../pathway/web/index.ts';
import { contactKinds, madeBy as makers } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, useSaved } from './api.ts';

/** A contact with an employer about work for a client. */
export function EmployerSheet(props: { clientId: string; onClose: () => void }) {
  const t = useWords(words);
  const { clientId, onClose } = props;
  const { code } = useClientProgram(clientId);
  const [id] = useState(() => newId());
  const [employerName, setEmployer] = useState('');
  const [kind, setKind] = useState<(typeof contactKinds)[number]>('first_visit');
  const [madeBy, setMaker] = useState<(typeof makers)[number]>('worker');
  const [contactOn, setDay] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const { busy, failure, save } = useSaved(clientId, onClose);
  const submit = () => {
    setTried(true);
    if (employerName.trim() === '' || !contactOn) return;
    const given = {
      id,
      clientId,
      employerName,
      kind,
      madeBy,
      contactOn,
      ...(code ? { programCode: code } : {}),
    };
    void save(() => api.recordEmployerContact(given), t('employer.saved'));
  };
  return (
    <Sheet open onClose={onClose} title={t('employer.add')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <TextField
          label={t('job.employer')}
          value={employerName}
          onChange={setEmployer}
          maxLength={200}
          error={tried && employerName.trim() === '' ? t('needed') : undefined}
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
        <DayField label={t('employer.day')} value={contactOn} onChange={setDay} max={todayHere()} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
