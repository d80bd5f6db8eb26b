import { refuse } from '../../../../kernel/refusal.ts';
import { type Column, writeCsv, writeXlsx } from '../../../../kernel/server/files/index.ts';
import type { LeavingFile, UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { Readable } from 'node:stream';
import { namesOf } from '../../../identity/server/index.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import type { coding } from '../../contract.ts';
import { unitsOf } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { studyAsked } from '../codebook.ts';
import { codesOf } from '../codes/queries.ts';
import { memosOf } from '../memos/queries.ts';
import { shownMemos } from '../memos/memos.ts';
import { siteCodes } from '../queries.ts';
import { heardIn, lockedNames, type QuoteRow, quoteRows } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** The most rows of one table; a spreadsheet of more helps nobody, and memory stays bounded. */
const most = 50_000;
/** Texts that are open at once while their quotes are cut out. */
const opened = 20;

/** The quotes table: one row a coding. */
export const exportQuotes: Cases['exportQuotes'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await quoteRows(tx, { ...input, studyId: study.id, limit: most + 1 });
  if (rows.length > most) throw refuse('invalid', 'coding.tooManyRows', { most });
  const ids = [...new Set(rows.map((row) => row.sourceId))];
  const heard = new Map((await heardIn(tx, ids)).map((one) => [one.id, one]));
  const sites = await siteCodes(tx);
  const path = await pathsIn(tx, study);
  const coders = await namesOf(
    tx,
    rows.map((row) => row.coderId),
  );
  const quotes = await quotesIn(tx, ids, rows);
  const t = (key: keyof typeof words) => say(words, key, tx.actor.locale);
  const labels = quotes.labels;
  const columns: Column<QuoteRow & { index: number }>[] = [
    { heading: t('file.index'), value: (row) => row.index },
    { heading: t('file.text'), value: (row) => labels.get(row.sourceId) ?? '' },
    { heading: t('file.kind'), value: (row) => heard.get(row.sourceId)?.kind ?? '' },
    { heading: t('file.site'), value: (row) => (row.siteId === null ? '' : (sites.get(row.siteId) ?? '')) },
    { heading: t('file.participant'), value: (row) => heard.get(row.sourceId)?.pseudonym ?? '' },
    { heading: t('file.part'), value: (row) => heard.get(row.sourceId)?.part ?? '' },
    { heading: t('file.codePath'), value: (row) => path(row.code) },
    { heading: t('file.crossed'), value: (row) => (row.crossed === null ? '' : path(row.crossed)) },
    { heading: t('file.valence'), value: (row) => t(`valence.${row.valence}`) },
    { heading: t('file.strength'), value: (row) => row.strength },
    { heading: t('file.coder'), value: (row) => row.coderName ?? coders.get(row.coderId) ?? '' },
    { heading: t('file.start'), value: (row) => row.start },
    { heading: t('file.end'), value: (row) => row.end },
    { heading: t('file.quote'), value: (row) => quotes.words[row.index - 1] ?? '' },
  ];
  return leaving(
    `${study.code}-quotes`,
    input.format,
    columns,
    rows.map((row, at) => ({ ...row, index: at + 1 })),
  );
};

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

/** The words of passages, cut from a few texts at a time. `rows` are in the order of their texts. */
async function quotesIn(tx: Tx, ids: readonly string[], rows: readonly QuoteRow[]) {
  const cut: string[] = [];
  const labels = new Map<string, string>();
  const bySource = Map.groupBy(rows, (row) => row.sourceId);
  for (let at = 0; at < ids.length; at += opened) {
    const some = ids.slice(at, at + opened);
    const texts = await openTexts(tx, some);
    for (const id of some) {
      const text = texts.get(id);
      labels.set(id, text?.label ?? '');
      const here = bySource.get(id) ?? [];
      const units = unitsOf(
        text?.text ?? '',
        here.flatMap((row) => [row.start, row.end]),
      );
      here.forEach((_, index) => cut.push((text?.text ?? '').slice(units[index * 2], units[index * 2 + 1])));
    }
  }
  return { words: cut, labels };
}

/** Gives the names from the top of the codebook down to a code, in the reader's language. */
async function pathsIn(
  tx: Tx,
  study: Awaited<ReturnType<typeof studyAsked>>,
): Promise<(code: string) => string> {
  const { locale } = tx.actor;
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
