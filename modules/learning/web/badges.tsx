import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import type { FactorShown, TrialShown } from '../contract.ts';
import words from '../words.json' with { type: 'json' };

const tones = { barrier: 'warn', facilitator: 'good', both: 'still' } as const;

/** Barrier, facilitator, or both. */
export function ValenceBadge(props: { valence: FactorShown['valence'] }) {
  const t = useWords(words);
  return <Badge tone={tones[props.valence]}>{t(`valence.${props.valence}`)}</Badge>;
}

/** Where a trial stands; a decided one says what was decided. */
export function TrialBadge(props: { trial: Pick<TrialShown, 'state' | 'decision'> }) {
  const t = useWords(words);
  const { state, decision } = props.trial;
  if (decision !== null) {
    const tone = decision === 'abandon' ? 'still' : 'share';
    return <Badge tone={tone}>{t(`decided.${decision}`)}</Badge>;
  }
  return (
    <Badge tone={state === 'due' ? 'warn' : state === 'running' ? 'change' : 'still'}>
      {t(`state.${state}`)}
    </Badge>
  );
}
