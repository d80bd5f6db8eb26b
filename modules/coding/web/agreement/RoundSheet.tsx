import { useState } from 'react';
import { newId } from '../../../../kernel/id.ts';
import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { ChoiceField, ManyChoiceField } from '../../../../ui/fields/ChoiceField.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { NumberField, TextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { CodersShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import { useCodingAct } from './useAsked.ts';

const shares = [0.1, 0.2, 0.3, 0.5, 1] as const;
const largest = 2_147_483_647;

/** A new round: its name, who codes, how much is drawn, and the seed of the draw. */
export function RoundSheet(props: { study: string; coders: CodersShown; onClose: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const [id] = useState(newId);
  const [name, setName] = useState('');
  const [coders, setCoders] = useState<string[]>([]);
  const [share, setShare] = useState(0.2);
  const [seed, setSeed] = useState<number | undefined>(
    () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 100_000,
  );
  const [tried, setTried] = useState(false);
  const { act, busy, failure } = useCodingAct(props.onClose);
  const badSeed = seed === undefined || !Number.isInteger(seed) || seed < 0 || seed > largest;
  const submit = () => {
    setTried(true);
    if (name.trim() === '' || coders.length < 2 || badSeed) return;
    void act(() => api.openRound({ id, study: props.study, name, coders, share, seed }), t('round.opened'));
  };
  return (
    <Sheet open onClose={props.onClose} title={t('round.new')}>
      <Form
        onSubmit={submit}
        actions={
          <Button kind="primary" type="submit" busy={busy}>
            {t('round.draw')}
          </Button>
        }
      >
        <TextField
          label={t('round.name')}
          value={name}
          onChange={setName}
          maxLength={120}
          required
          error={tried && name.trim() === '' ? t('round.nameNeeded') : undefined}
        />
        <ManyChoiceField
          label={t('agree.coders')}
          hint={t('round.codersHint')}
          choices={props.coders
            .filter((one) => one.assignable)
            .map((one) => ({
              value: one.coder,
              label: one.own ? t('margin.you') : one.name || t('margin.other'),
            }))}
          value={coders}
          onChange={(value) => setCoders(value.slice(0, 6))}
          required
          error={tried && coders.length < 2 ? t('refusal.twoCoders') : undefined}
        />
        <ChoiceField
          label={t('round.share')}
          choices={shares.map((one) => ({ value: String(one), label: format.percent(one) }))}
          value={String(share)}
          onChange={(value) => setShare(Number(value))}
        />
        <NumberField
          label={t('round.seed')}
          hint={t('round.seedHint')}
          value={seed}
          onChange={setSeed}
          min={0}
          max={largest}
          step={1}
          required
          error={tried && badSeed ? t('round.seedNeeded') : undefined}
        />
        {failure !== undefined && <Failure of={failure} />}
      </Form>
    </Sheet>
  );
}
