import { useFormat } from '../../../kernel/web/format.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import { Sparkline } from '../../../ui/chart/Sparkline.tsx';
import { useRead } from '../../pathway/web/index.ts';
import type { ReviewLine } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import classes from './fidelity.module.css';
import { useNumber } from './ReviewItemLine.tsx';

type Line = { readonly key: string; readonly title: string; readonly values: readonly (number | null)[] };

/** Review by review, small: the total, and the mean of each section. The numbers are said beside each drawing. */
export function Course({ reviews }: { reviews: readonly ReviewLine[] }) {
  const t = useWords(words);
  const read = useRead();
  const format = useFormat();
  const number = useNumber();
  const closed = reviews
    .flatMap(({ latest, to }) => (latest === null ? [] : [{ ...latest, to }]))
    .sort((left, right) => left.to.localeCompare(right.to));
  const last = closed.at(-1);
  if (closed.length < 2 || last === undefined) return null;
  const lines: Line[] = [
    { key: 'total', title: t('courseTotal'), values: closed.map(({ total }) => total) },
    ...last.sections.map((section) => ({
      key: section.code,
      title: read(section.name),
      values: closed.map(({ sections }) => sections.find(({ code }) => code === section.code)?.mean ?? null),
    })),
  ];
  const said = (value: number | null) => (value === null ? '–' : number(value));
  const told = (values: Line['values']) =>
    values
      .map((value, at) => t('courseValue', { day: format.day(closed[at]?.to ?? ''), value: said(value) }))
      .join('; ');
  return (
    <div className={classes['course']} role="group" aria-label={t('course')}>
      {lines.map(({ key, title, values }) => (
        <div key={key} className={classes['small']}>
          <span className={classes['quiet']}>{title}</span>
          <strong aria-hidden="true">{said(values.at(-1) ?? null)}</strong>
          <Sparkline values={values} width={120} />
          <span className="visually-hidden">{t('courseOf', { title, values: told(values) })}</span>
        </div>
      ))}
    </div>
  );
}
