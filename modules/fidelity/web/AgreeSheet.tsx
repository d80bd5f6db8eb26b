import { useState } from 'react';
import { newId } from '../../../kernel/id.ts';
import { Refused } from '../../../kernel/web/call.ts';
import { useDraft } from '../../../kernel/web/drafts.ts';
import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { ChoiceField } from '../../../ui/fields/ChoiceField.tsx';
import { LongTextField } from '../../../ui/fields/TextField.tsx';
import { SheetForm } from '../../../ui/overlay/SheetForm.tsx';
import { Clash } from '../../../ui/page/Clash.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { AgreedShown, Review, ReviewItem } from '../contract.ts';
import { sameScore } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { api, useAct } from './api.ts';

const none = 'none';

type Writing = {
  readonly id: string;
  readonly version: number;
  readonly chosen: string | null;
  readonly reason: string;
};

function standsIn(failure: unknown): AgreedShown | undefined {
  return failure instanceof Refused && failure.code === 'fidelity.agreedChanged'
    ? (failure.facts['current'] as AgreedShown | undefined)
    : undefined;
}

/** What the reviewers say of an item together; when another reviewer was faster, both are shown and nothing is lost. */
export function AgreeSheet({
  review,
  item,
  onClose,
}: {
  review: Review;
  item: ReviewItem;
  onClose: () => void;
}) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const { agreed } = item;
  const scoreOf = (one: AgreedShown) => (one.score === null ? none : String(one.score));
  const kept: Writing = {
    id: agreed?.id ?? newId(),
    version: agreed?.version ?? 0,
    chosen: agreed ? scoreOf(agreed) : null,
    reason: agreed?.reason ?? '',
  };
  const draft = useDraft<Writing>(`fidelity.agree.${review.id}.${item.code}.${kept.version}`, kept);
  const { act, busy, failure, settled } = useAct(onClose);
  const [tried, setTried] = useState(false);
  const { id, version, chosen, reason } = draft.value;
  const score = chosen === null || chosen === none ? null : Number(chosen);
  const same = sameScore(item.given);
  const needsReason = (same === undefined || same !== score) && reason.trim() === '';
  const set = (part: Partial<Writing>) => draft.set((before) => ({ ...before, ...part }));
  const save = () => {
    setTried(true);
    if (chosen === null || needsReason) return;
    const said = { id, reviewId: review.id, item: item.code, score, notJudged: chosen === none, reason };
    void act(async () => {
      await api.agreeItem({ ...said, ...(version === 0 ? {} : { version }) });
      await draft.clear(kept);
    }, t('saved'));
  };
  const stands = standsIn(failure);
  const settle = (text: string) => {
    if (stands) set({ id: stands.id, version: stands.version, reason: text });
    if (stands && text === stands.reason) set({ chosen: scoreOf(stands) });
    settled();
  };
  const clash = stands && (
    <Clash
      title={t('agreedBySomebody', {
        name: stands.by,
        score: stands.score === null ? t('notJudged') : format.number(stands.score),
      })}
      theirs={stands.reason}
      yours={reason}
      onKeep={settle}
    />
  );
  return (
    <SheetForm
      title={t('item', { number: item.number, name: read(item.name) })}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      failure={failure}
      draft={{ state: draft.state, onDiscard: () => void draft.clear(kept) }}
      settle={clash}
    >
      <p>{t('agreeHint')}</p>
      <ChoiceField
        label={t('score')}
        choices={[
          ...item.choices.map((value) => ({ value: String(value), label: format.number(value) })),
          { value: none, label: t('notJudged') },
        ]}
        value={chosen}
        onChange={(value) => set({ chosen: value })}
        error={tried && chosen === null ? t('needed') : undefined}
      />
      <LongTextField
        label={t('reason')}
        hint={t('reasonHint')}
        required={false}
        maxLength={2_000}
        value={reason}
        onChange={(text) => set({ reason: text })}
        error={tried && needsReason ? t('refusal.reasonNeeded') : undefined}
      />
    </SheetForm>
  );
}
