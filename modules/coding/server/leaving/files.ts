import { refuse } from '../../../../kernel/refusal.ts';
import { type Column, writeCsv, writeXlsx } from '../../../../kernel/server/files/index.ts';
import type { LeavingFile, UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Locale, say } from '../../../../kernel/words.ts';
import { Readable } from 'node:stream';
import type { coding } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { studyAsked } from '../codebook.ts';
import { codesOf } from '../codes/queries.ts';
import { memosOf } from '../memos/queries.ts';
import { shownMemos } from '../memos/memos.ts';
import { lockedNames } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** The most rows of one table; a spreadsheet of more helps nobody, and memory stays bounded. */
export const most = 50_000;

/** Every memo of a study as a table. */
export const exportMemos: Cases['exportMemos'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await memosOf(tx, { studyId: study.id, limit: most + 1 });
  if (rows.length > most) throw refuse('invalid', 'coding.tooManyRows', { most });
  const memos = await shownMemos(tx, rows);
  const path = await pathsIn(tx, study);
  const t = (key: keyof typeof words) => say(words, key, tx.actor.locale);
  const linked = ({ links }: (typeof memos)[number]) =>
    links.map((link) => (link.kind === 'code' ? path(link.code) : link.id)).join('; ');
  return leaving(
    `${study.code}-memos`,
    input.format,
    [
      { heading: t('file.about'), value: (memo) => t(`memos.about.${memo.about}`) },
      { heading: t('file.text'), value: (memo) => memo.label ?? '' },
      { heading: t('file.codePath'), value: (memo) => (memo.code === null ? '' : path(memo.code)) },
      { heading: t('file.quote'), value: (memo) => memo.quote ?? '' },
      { heading: t('file.memo'), value: (memo) => memo.text },
      { heading: t('file.author'), value: (memo) => memo.author ?? '' },
      { heading: t('file.written'), value: (memo) => memo.createdAt },
      { heading: t('file.changed'), value: (memo) => memo.changedAt },
      { heading: t('file.links'), value: linked },
    ],
    memos,
  );
};

/** The codebook of a study as a table. */
export const exportCodebook: Cases['exportCodebook'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const locked = await lockedNames(tx, study);
  const added = await codesOf(tx, study.id);
  const path = await pathsIn(tx, study);
  const guides = new Map(added.map((row) => [row.code, row]));
  const t = (key: keyof typeof words) => say(words, key, tx.actor.locale);
  const codes = [
    ...locked.map(({ code }) => code),
    ...added.filter((row) => row.own).map(({ code }) => code),
  ];
  const of = (code: string) => guides.get(code);
  return leaving(
    `${study.code}-codebook`,
    input.format,
    [
      { heading: t('file.codePath'), value: path },
      {
        heading: t('file.origin'),
        value: (code) => t(`codebook.origin.${of(code)?.own ? (of(code)?.origin ?? 'team') : 'locked'}`),
      },
      { heading: t('hints.meaning'), value: (code) => of(code)?.definition ?? '' },
      { heading: t('hints.include'), value: (code) => of(code)?.include ?? '' },
      { heading: t('hints.exclude'), value: (code) => of(code)?.exclude ?? '' },
      { heading: t('hints.instead'), value: (code) => (of(code)?.instead ?? []).map(path).join('; ') },
      { heading: t('codebook.retired'), value: (code) => (of(code)?.retiredAt ? true : null) },
    ],
    codes,
  );
};

/** Gives the names from the top of the codebook down to a code, in the reader's language. */
export async function pathsIn(
  tx: Tx,
  study: Awaited<ReturnType<typeof studyAsked>>,
  locale: Locale = tx.actor.locale,
): Promise<(code: string) => string> {
  const named = new Map<string, { name: string; parent: string | null }>();
  for (const row of await lockedNames(tx, study))
    named.set(row.code, { name: row[locale], parent: row.parent });
  for (const row of await codesOf(tx, study.id))
    if (row.own) named.set(row.code, { name: row.name ?? row.code, parent: row.parent });
  return (code) => {
    const names: string[] = [];
    for (
      let at = named.get(code);
      at !== undefined && names.length < 50;
      at = at.parent === null ? undefined : named.get(at.parent)
    )
      names.unshift(at.name);
    return names.join(' › ') || code;
  };
}

function leaving<Row>(
  name: string,
  format: 'csv' | 'xlsx',
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): LeavingFile {
  return format === 'csv'
    ? {
        name: `${name}.csv`,
        type: 'text/csv; charset=utf-8',
        render: async () => Readable.from(writeCsv(columns, rows)),
      }
    : {
        name: `${name}.xlsx`,
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        render: () => writeXlsx(columns, rows),
      };
}
