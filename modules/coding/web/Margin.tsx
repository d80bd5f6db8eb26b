import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import { EmptyState } from '../../../ui/page/EmptyState.tsx';
import type { Coding } from '../contract.ts';
import type { Valence } from '../valences.ts';
import words from '../words.json' with { type: 'json' };
import type { Codebook } from './api.ts';
import classes from './coding.module.css';

/** The colours of the four valences; the word always stands beside them. */
export const toneOf: Readonly<Record<Valence, 'bad' | 'good' | 'warn' | 'still'>> = {
  barrier: 'bad',
  facilitator: 'good',
  mixed: 'warn',
  neutral: 'still',
};

/** A coding with the words it stands on. */
export type Shown = { readonly coding: Coding; readonly quote: string };

/** The codings of a text in its order; each opens its passage. */
export function Margin(props: {
  rows: readonly Shown[];
  codebook: Codebook;
  onOpen: (coding: Coding) => void;
}) {
  const t = useWords(words);
  if (props.rows.length === 0)
    return <EmptyState plain title={t('margin.none')} hint={t('margin.noneHint')} />;
  return (
    <ul className={classes['margin']} aria-label={t('margin.label')}>
      {props.rows.map(({ coding, quote }) => (
        <li key={coding.id} data-leaning={coding.valence}>
          <button type="button" onClick={() => props.onOpen(coding)}>
            <span className={classes['codeName']}>{props.codebook.nameOf(coding.code)}</span>
            <span className={classes['above']}>{props.codebook.above(coding.code)}</span>
            <span className={classes['marginFacts']}>
              <Badge tone={toneOf[coding.valence]}>{t(`valence.${coding.valence}`)}</Badge>
              {coding.strength !== null && <span>{t('margin.strength', { strength: coding.strength })}</span>}
              <span>{coding.coderName ?? (coding.own ? t('margin.you') : t('margin.other'))}</span>
            </span>
            <span className={classes['excerpt']}>{quote.length > 90 ? `${quote.slice(0, 90)}…` : quote}</span>
            {coding.memo && <span className={classes['memo']}>{coding.memo}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
