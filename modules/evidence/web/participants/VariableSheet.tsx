import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { LongTextField, TextField } from '../../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../../ui/overlay/SheetForm.tsx';
import { useAct } from '../../../../ui/overlay/useAct.ts';
import { variableKinds as kinds } from '../../kinds.ts';
import words from '../../words.json' with { type: 'json' };
import { api, useEvidenceChanged } from '../api.ts';

/** Defines a variable of a study. */
export function VariableSheet(props: { studyId: string; onClose: () => void }) {
  const t = useWords(words);
  const { busy, failure, act } = useAct({ changed: useEvidenceChanged(), done: props.onClose });
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('choice');
  const [choices, setChoices] = useState('');
  const send = () =>
    api.defineVariable({
      ...{ id, studyId: props.studyId, name, kind },
      choices:
        kind === 'choice'
          ? choices
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
          : [],
    });
  return (
    <SheetForm
      title={t('variable.add')}
      onClose={props.onClose}
      onSubmit={() => void act(send, t('variable.added'))}
      busy={busy}
      failure={failure}
    >
      <TextField label={t('variable.name')} value={name} onChange={setName} maxLength={200} autoFocus />
      <ChoiceField
        label={t('variable.kind')}
        choices={kinds.map((one) => ({ value: one, label: t(`variable.${one}`) }))}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'choice')}
      />
      {kind === 'choice' && (
        <LongTextField
          label={t('variable.choices')}
          hint={t('variable.choicesHint')}
          rows={4}
          maxLength={4_000}
          value={choices}
          onChange={setChoices}
        />
      )}
    </SheetForm>
  );
}
