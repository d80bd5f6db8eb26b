import { useState } from 'react';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Quote } from '../../../../ui/data/Quote.tsx';
import { ChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import { valences } from '../../valences.ts';
import words from '../../words.json' with { type: 'json' };
import type { Codebook } from '../api.ts';
import { CodePicker } from './CodePicker.tsx';
import type { Said } from '../desk/useCodings.ts';

/** What is being said of a passage, before it is complete. */
export type Unfinished = {
  readonly code: string | null;
  readonly crossed: string | null;
  readonly valence: Said['valence'] | null;
  readonly strength: number | null;
  readonly memo: string;
};

const strengths = [0, 1, 2] as const;

/** The form behind a passage: code, valence, strength, memo. */
export function CodeForm(props: {
  quote: string;
  codebook: Codebook;
  recent: readonly string[];
  initial: Unfinished;
  saveLabel: string;
  onSave: (said: Said) => Promise<void>;
  onRemove?: (() => Promise<void>) | undefined;
}) {
  const t = useWords(words);
  const [said, setSaid] = useState(props.initial);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);
  const set = (part: Partial<Unfinished>) => setSaid((before) => ({ ...before, ...part }));
  const act = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
    } catch (why) {
      setFailure(why);
      setBusy(false);
    }
  };
  const submit = () => {
    setShown(true);
    const { code, valence } = said;
    if (code !== null && valence !== null) void act(() => props.onSave({ ...said, code, valence }));
  };
  const { onRemove } = props;
  return (
    <Form
      onSubmit={submit}
      actions={
        <>
          <Button type="submit" kind="primary" busy={busy}>
            {props.saveLabel}
          </Button>
          {onRemove && (
            <Button kind="danger" icon="remove" busy={busy} onClick={() => void act(onRemove)}>
              {t('coding.remove')}
            </Button>
          )}
        </>
      }
    >
      <Quote stage="understand">{props.quote}</Quote>
      <CodePicker
        codebook={props.codebook}
        recent={props.recent}
        value={said}
        onChange={set}
        error={shown && said.code === null ? t('coding.codeNeeded') : undefined}
      />
      <ChoiceField
        label={t('coding.valence')}
        choices={valences.map((valence) => ({ value: valence, label: t(`valence.${valence}`) }))}
        value={said.valence}
        onChange={(value) => set({ valence: valences.find((one) => one === value) ?? null })}
        error={shown && said.valence === null ? t('coding.valenceNeeded') : undefined}
      />
      <ChoiceField
        label={t('coding.strength')}
        required={false}
        choices={[
          { value: '', label: t('strength.none') },
          ...strengths.map((one) => ({ value: String(one), label: t(`strength.${one}`) })),
        ]}
        value={said.strength === null ? '' : String(said.strength)}
        onChange={(value) => set({ strength: value === '' ? null : Number(value) })}
      />
      <LongTextField
        label={t('coding.memo')}
        required={false}
        rows={2}
        maxLength={4_000}
        value={said.memo}
        onChange={(memo) => set({ memo })}
      />
      <Failure of={failure} while="doing" />
    </Form>
  );
}
