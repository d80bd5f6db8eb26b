import { useWords } from '../../../../kernel/web/words.tsx';
import type { GapLine } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRecordWords } from '../api.ts';

/** Says a gap in words; counts are those of all the gaps given beside it. */
export function useGapText(): (gap: GapLine, together?: readonly GapLine[]) => string {
  const t = useWords(words);
  const list = useRecordWords();
  return (gap, together = [gap]) =>
    t(`gap.${gap.kind}`, {
      what: gap.code === null ? '' : list.name(gap.code),
      count: together.reduce((sum, one) => sum + one.count, 0),
    });
}
