import { useState } from 'react';
import { Refused } from '../../../kernel/web/call.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { DraftLine } from '../../../ui/fields/DraftLine.tsx';
import { Form } from '../../../ui/fields/Form.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { Clash } from '../../../ui/page/Clash.tsx';
import { Failure } from '../../../ui/page/Failure.tsx';
import type { FactorShown } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct } from './api.ts';

const valences = ['barrier', 'facilitator', 'both'] as const;

type Now = { readonly version: number; readonly statement: string };

function clashIn(failure: unknown): Now | undefined {
  return failure instanceof Refused && failure.kind === 'conflict'
    ? (failure.facts['current'] as Now | undefined)
    : undefined;
}

/** Rewords a barrier or facilitator; when somebody was faster both wordings are shown and nothing is lost. */
export function RewordSheet(props: { factor: FactorShown; onClose: () => void }) {
  const t = useWords(words);
  const { factor } = props;
  const { id, version, statement, valence } = factor;
  const draft = useDraft(`learning.reword.${id}`, { version, statement, valence });
  const { busy, failure, setFailure, act } = useAct(props.onClose);
  const [shown, setShown] = useState(false);
  const short = draft.value.statement.trim().length < 5;
  const now = clashIn(failure);
  const save = () => {
    setShown(true);
    if (short) return;
    void act(async () => {
      await api.reviseFactor({ id, ...draft.value });
      await draft.clear();
    }, t('factor.reworded'));
  };
  const settle = (words: string) => {
    if (now) draft.set((before) => ({ ...before, statement: words, version: now.version }));
    setFailure(undefined);
  };
  return (
    <Sheet open onClose={props.onClose} title={t('factor.reword')}>
      <Form
        onSubmit={save}
        actions={
          <Button type="submit" kind="primary" busy={busy}>
            {t('factor.save')}
          </Button>
        }
      >
        <ChoiceField
          label={t('factor.valence')}
          choices={valences.map((value) => ({ value, label: t(`valence.${value}`) }))}
          value={draft.value.valence}
          onChange={(value) =>
            draft.set((before) => ({
              ...before,
              valence: valences.find((one) => one === value) ?? before.valence,
            }))
          }
        />
        <LongTextField
          label={t('factor.statement')}
          rows={3}
          maxLength={600}
          value={draft.value.statement}
          onChange={(value) => draft.set((before) => ({ ...before, statement: value }))}
          error={shown && short ? t('factor.statementNeeded') : undefined}
        />
        <DraftLine state={draft.state} onDiscard={() => void draft.clear({ version, statement, valence })} />
        {now ? (
          <Clash theirs={now.statement} yours={draft.value.statement} onKeep={settle} />
        ) : (
          <Failure of={failure} while="doing" />
        )}
      </Form>
    </Sheet>
  );
}
