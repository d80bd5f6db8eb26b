import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { SelectField } from '../../../../ui/fields/SelectField.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { ConsensusShown, Original } from '../../contract.ts';
import { sliceOf, type Stretch } from '../../passages.ts';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import { api, type Codebook } from '../api.ts';
import { useCodingAct } from './useAsked.ts';

const keyOf = ({ start, end }: Stretch) => `${start}-${end}`;

/** A coding taken up with changes: the passage one of the coders chose, the code, valence and strength the team agrees on, and why. */
export function TakeUpSheet(props: {
  coding: Original;
  passages: readonly Stretch[];
  from: readonly string[];
  shown: ConsensusShown;
  codebook: Codebook;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { coding, shown, codebook } = props;
  const [id] = useState(newId);
  const [passage, setPassage] = useState(keyOf(coding));
  const [code, setCode] = useState(coding.code);
  const [valence, setValence] = useState(coding.valence);
  const [strength, setStrength] = useState(coding.strength === null ? '' : String(coding.strength));
  const [reason, setReason] = useState('');
  const { act, busy, failure } = useCodingAct(props.onClose);
  const passages = [...new Map(props.passages.map((one) => [keyOf(one), one])).values()];
  const submit = () => {
    const chosen = passages.find((one) => keyOf(one) === passage) ?? coding;
    const taken = {
      id,
      sourceId: shown.sourceId,
      from: [...props.from],
      start: chosen.start,
      end: chosen.end,
      code,
      valence,
      ...(strength === '' ? {} : { strength: Number(strength) }),
      ...(reason.trim() === '' ? {} : { reason }),
    };
    void act(() => api.takeUp(taken), t('consensus.taken'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('consensus.takeChanged')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('consensus.take')}
          </Button>
        }
      >
        <ChoiceField
          label={t('consensus.passage')}
          choices={passages.map((one) => ({ value: keyOf(one), label: sliceOf(shown.text, one) }))}
          value={passage}
          onChange={setPassage}
        />
        <SelectField
          label={t('picker.code')}
          options={codebook.codes.map((one) => ({ value: one.code, label: codebook.nameOf(one.code) }))}
          value={code}
          onChange={(value) => setCode(value ?? coding.code)}
        />
        <ChoiceField
          label={t('coding.valence')}
          choices={valences.map((one) => ({ value: one, label: t(`valence.${one}`) }))}
          value={valence}
          onChange={(value) => setValence(valences.find((one) => one === value) ?? coding.valence)}
        />
        <ChoiceField
          label={t('coding.strength')}
          choices={['', '0', '1', '2'].map((one) => ({
            value: one,
            label: t(one === '' ? 'strength.none' : (`strength.${one}` as 'strength.0')),
          }))}
          value={strength}
          onChange={setStrength}
        />
        <LongTextField
          label={t('consensus.reason')}
          value={reason}
          onChange={setReason}
          maxLength={1_000}
          required={false}
        />
        {failure !== undefined && <Failure of={failure} />}
      </Form>
    </Sheet>
  );
}
