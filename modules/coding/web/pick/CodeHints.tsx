import { useLocale, useWords } from '../../../../kernel/web/words.tsx';
import words from '../../words.json' with { type: 'json' };
import type { BookCode, Codebook } from '../api.ts';
import classes from '../coding.module.css';

/** What a code means, what belongs in it and what does not, and the codes to use instead; those can be chosen from here. */
export function CodeHints(props: {
  entry: BookCode;
  codebook: Codebook;
  onInstead?: ((code: string) => void) | undefined;
}) {
  const t = useWords(words);
  const { locale } = useLocale();
  const { entry, codebook, onInstead } = props;
  const added = entry.own ?? entry.guide;
  const hints = [
    { key: 'meaning', texts: [entry.definition?.[locale], entry.guide?.definition] },
    { key: 'include', texts: [entry.include?.[locale], entry.guide?.include] },
    { key: 'exclude', texts: [entry.exclude?.[locale], entry.guide?.exclude] },
  ] as const;
  const instead = (added?.instead ?? []).flatMap((code) => codebook.entryOf(code) ?? []);
  const told = hints.flatMap(({ key, texts }) =>
    texts.flatMap((text, index) => (text ? [{ key, text, index }] : [])),
  );
  if (told.length === 0 && instead.length === 0) return null;
  return (
    <dl className={classes['hints']}>
      {told.map(({ key, text, index }) => (
        <div key={`${key}${index}`}>
          <dt>{t(index === 0 ? `hints.${key}` : `hints.${key}Here`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      {instead.length > 0 && (
        <div>
          <dt>{t('hints.instead')}</dt>
          {instead.map((one) => (
            <dd key={one.code}>
              {onInstead ? (
                <button type="button" className={classes['link']} onClick={() => onInstead(one.code)}>
                  {codebook.nameOf(one.code)}
                </button>
              ) : (
                codebook.nameOf(one.code)
              )}
            </dd>
          ))}
        </div>
      )}
    </dl>
  );
}
