import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { CheckField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { DayField, LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import words from '../../words.json' with { type: 'json' };
import { api, todayHere } from '../api.ts';
import { useAct } from '../useAct.ts';

/** A condition that one site adds, in both languages, from a day on. */
export function ConditionSheet(props: {
  at: { readonly siteId: string; readonly programCode: string };
  onClose: () => void;
}) {
  const t = useWords(words);
  const [en, setEn] = useState('');
  const [fr, setFr] = useState('');
  const [required, setRequired] = useState(true);
  const [from, setFrom] = useState(todayHere());
  const [tried, setTried] = useState(false);
  const [id] = useState(() => newId());
  const { busy, failure, act } = useAct(props.onClose);
  const short = (text: string) => (tried && text.trim().length < 3 ? t('field.needed') : undefined);
  const save = () => {
    setTried(true);
    if (en.trim().length < 3 || fr.trim().length < 3 || !from) return;
    const { siteId, programCode } = props.at;
    void act(
      () => api.addCondition({ siteId, programCode, id, en, fr, required, from }),
      t('conditions.saved'),
    );
  };
  return (
    <Sheet open onClose={props.onClose} title={t('conditions.add')}>
      <Form
        onSubmit={save}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('save')}
          </Button>
        }
      >
        <LongTextField
          label={t('conditions.en')}
          lang="en"
          value={en}
          onChange={setEn}
          maxLength={500}
          error={short(en)}
        />
        <LongTextField
          label={t('conditions.fr')}
          lang="fr"
          value={fr}
          onChange={setFr}
          maxLength={500}
          error={short(fr)}
        />
        <CheckField
          label={t('conditions.required')}
          hint={t('conditions.requiredHint')}
          checked={required}
          onChange={setRequired}
        />
        <DayField label={t('conditions.from')} value={from} onChange={setFrom} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
