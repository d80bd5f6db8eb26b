import { newId } from '../../../../kernel/id.ts';
import { useDraft } from '../../../../kernel/web/drafts.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { DraftLine } from '../../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../../ui/overlay/Sheet.tsx';
import { Failure } from '../../../../ui/page/Failure.tsx';
import type { Specification } from '../../contract.ts';
import type { z } from 'zod';
import words from '../../words.json' with { type: 'json' };
import { api, useAct } from '../api.ts';

/** Proctor's seven dimensions of a strategy, in the order in which people decide them. */
export const dimensions = [
  'action',
  'actor',
  'target',
  'temporality',
  'dose',
  'outcome',
  'justification',
] as const satisfies readonly (keyof z.infer<typeof Specification>)[];

const longest = { action: 600, justification: 600 } as Readonly<Record<string, number>>;

/** Specifies a strategy for this site: who does what, to what end, when and how much; anything may stay open. */
export function StrategySheet(props: {
  factorId: string;
  strategy: { code: string; name: string };
  onClose: () => void;
}) {
  const t = useWords(words);
  const { factorId, strategy } = props;
  const fresh = () => ({ id: newId(), specification: {} as Record<string, string> });
  const draft = useDraft(`learning.strategy.${factorId}.${strategy.code}`, fresh());
  const { busy, failure, act } = useAct(props.onClose);
  const { id, specification } = draft.value;
  const save = () =>
    void act(async () => {
      await api.chooseStrategy({ id, factorId, code: strategy.code, specification }, { key: draft.once });
      await draft.clear(fresh());
    }, t('strategy.saved'));
  return (
    <Sheet open onClose={props.onClose} title={strategy.name}>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('strategy.save')}
          </Button>
        }
      >
        <p>{t('strategy.specify')}</p>
        {dimensions.map((dimension) => (
          <LongTextField
            key={dimension}
            label={t(`spec.${dimension}`)}
            hint={t(`spec.${dimension}.hint`)}
            required={false}
            rows={dimension === 'action' ? 2 : 1}
            maxLength={longest[dimension] ?? 300}
            value={specification[dimension] ?? ''}
            onChange={(value) =>
              draft.set((before) => ({
                ...before,
                specification: { ...before.specification, [dimension]: value },
              }))
            }
          />
        ))}
        <DraftLine state={draft.state} onDiscard={() => void draft.clear(fresh())} />
        <Failure of={failure} while="doing" />
      </Form>
    </Sheet>
  );
}
