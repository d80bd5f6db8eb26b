import type { Say } from '../../../../kernel/web/words.tsx';
import type words from '../../words.json';
import type { Codebook } from '../api.ts';
import type { Chip } from '../text/CodedText.tsx';
import type { Placed } from './placed.ts';

/** A coding as the margin names it, in the reader's language. */
export function chipOf({ coding, from }: Placed, codebook: Codebook | undefined, t: Say<typeof words>): Chip {
  const entry = codebook?.entryOf(coding.code);
  const name = [coding.code, ...(coding.crossed ? [coding.crossed] : [])]
    .map((code) => codebook?.nameOf(code) ?? '…')
    .join(' × ');
  return {
    id: coding.id,
    from,
    name,
    valence: coding.valence,
    valenceName: t(`valence.${coding.valence}`),
    color: (entry?.own ?? entry?.guide)?.color ?? null,
    coder: coding.coderName ?? (coding.own ? null : t('margin.other')),
    noted: coding.memo !== null,
  };
}
