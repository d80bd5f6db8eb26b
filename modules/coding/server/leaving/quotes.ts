import { refuse } from '../../../../kernel/refusal.ts';
import {
  type Column,
  keptBytes,
  keptText,
  sheetOf,
  workbook,
  writeCsv,
} from '../../../../kernel/server/files/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { openTexts, saidIn } from '../../../evidence/server/index.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { coding } from '../../contract.ts';
import { fewestPeople, unitsOf, withMarks } from '../../model.ts';
import words from '../../words.json' with { type: 'json' };
import { studyAsked } from '../codebook.ts';
import { siteCodes } from '../queries.ts';
import { most, pathsIn } from './files.ts';
import { groupsShown, peopleLeaving, peopleShown, type Said, saidKey } from './people.ts';
import { type QuoteRow, quoteRows } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Texts that are open at once while their quotes are cut out. */
const opened = 20;

/** A row of the quotes table: a coding with its number, its words and who said them. */
export type QuoteLine = QuoteRow & {
  readonly index: number;
  readonly words: string;
  readonly label: string;
  readonly who: Said | undefined;
};

type Study = Awaited<ReturnType<typeof studyAsked>>;

/** The codings that a quotes table of a cell has; refused when they are more than a table holds. */
async function rowsOf(
  tx: Tx,
  study: Study,
  cell: Omit<Parameters<typeof quoteRows>[1], 'studyId' | 'limit'>,
) {
  const rows = await quoteRows(tx, { ...cell, studyId: study.id, limit: most + 1 });
  if (rows.length > most) throw refuse('invalid', 'coding.tooManyRows', { most });
  return rows;
}

/** The rows of a quotes table as they are cut from their texts, a few texts at a time; `rows` are in the order of their texts. */
export async function* quoteLines(
  tx: Tx,
  rows: readonly QuoteRow[],
  people: ReadonlyMap<string, Said>,
): AsyncGenerator<QuoteLine> {
  const bySource = [...Map.groupBy(rows, (row) => row.sourceId)];
  let index = 0;
  for (let at = 0; at < bySource.length; at += opened) {
    const some = bySource.slice(at, at + opened);
    const texts = await openTexts(
      tx,
      some.map(([id]) => id),
    );
    const rowsHere = some.flatMap(([, here]) => here);
    const said = Map.groupBy(await saidIn(tx, rowsHere), (one) => rowsHere[one.at]);
    for (const [id, here] of some) {
      const text = texts.get(id)?.text ?? '';
      const units = unitsOf(
        text,
        here.flatMap((row) => [row.start, row.end]),
      );
      const whole = people.get(id);
      // The name of a file may say where it was recorded.
      const label = whole?.named === false ? (whole.pseudonym ?? '') : (texts.get(id)?.label ?? '');
      for (const [place, row] of here.entries()) {
        index += 1;
        const words = withMarks(text.slice(units[place * 2], units[place * 2 + 1]));
        const who = together(
          said.get(row)?.flatMap((one) => people.get(saidKey(id, one.participantId)) ?? []),
          whole,
        );
        yield { ...row, index, words, label, who };
      }
    }
  }
}

/** Everybody who speaks in one quote; whoever the text is from where nobody of several is known to. */
function together(voices: readonly Said[] | undefined, whole: Said | undefined): Said | undefined {
  const [first, ...others] = voices ?? [];
  if (first === undefined) return whole;
  const all = [first, ...others];
  const list = (of: (one: Said) => string | null) =>
    [...new Set(all.flatMap((one) => of(one) ?? []))].join(', ') || null;
  const sites = new Set(all.map((one) => one.siteId));
  return {
    ...first,
    pseudonym: list((one) => one.pseudonym),
    part: list((one) => one.part),
    siteId: sites.size === 1 ? first.siteId : null,
  };
}

/** The columns of a quotes table, in the reader's language. */
export async function quoteColumns(
  tx: Tx,
  study: Study,
  rows: readonly QuoteRow[],
): Promise<Column<QuoteLine>[]> {
  const sites = await siteCodes(tx);
  const path = await pathsIn(tx, study);
  const coders = await namesOf(
    tx,
    rows.map((row) => row.coderId),
  );
  const t = (key: keyof typeof words) => say(words, key, tx.actor.locale);
  const site = (id: string | null | undefined) => (id ? (sites.get(id) ?? '') : '');
  return [
    { heading: t('file.index'), value: (row) => row.index },
    { heading: t('file.text'), value: (row) => row.label },
    { heading: t('file.kind'), value: (row) => row.who?.kind ?? '' },
    { heading: t('file.site'), value: (row) => site(row.who?.siteId) },
    { heading: t('file.participant'), value: (row) => row.who?.pseudonym ?? '' },
    { heading: t('file.part'), value: (row) => row.who?.part ?? '' },
    { heading: t('file.codePath'), value: (row) => path(row.code) },
    { heading: t('file.crossed'), value: (row) => (row.crossed === null ? '' : path(row.crossed)) },
    { heading: t('file.valence'), value: (row) => t(`valence.${row.valence}`) },
    { heading: t('file.strength'), value: (row) => row.strength },
    { heading: t('file.coder'), value: (row) => row.coderName ?? coders.get(row.coderId) ?? '' },
    { heading: t('file.start'), value: (row) => row.start },
    { heading: t('file.end'), value: (row) => row.end },
    { heading: t('file.quote'), value: (row) => row.words },
  ];
}

/** Says what a quotes table would hold and whom it would point to. */
export const previewQuotes: Cases['previewQuotes'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await quoteRows(tx, { ...input, studyId: study.id, limit: most + 1 });
  const ids = new Set(rows.map((row) => row.sourceId));
  const { people, small } = await peopleShown(tx, study.id, ids);
  return {
    rows: rows.length,
    texts: ids.size,
    people,
    most,
    fewest: fewestPeople,
    small: groupsShown(small),
  };
};

/** The quotes table: one row a coding, written while its texts are opened and closed again. */
export const exportQuotes: Cases['exportQuotes'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await rowsOf(tx, study, input);
  const sourceIds = rows.map((row) => row.sourceId);
  const people = await peopleLeaving(tx, study, { ...input, what: 'quotes', sourceIds });
  const columns = await quoteColumns(tx, study, rows);
  const lines = quoteLines(tx, rows, people);
  if (input.format === 'csv') {
    const file = await keptText(writeCsv(columns, lines));
    return { name: `${study.code}-quotes.csv`, type: 'text/csv; charset=utf-8', render: async () => file() };
  }
  const file = await keptBytes(workbook([sheetOf('Quotes', columns, lines)]));
  return {
    name: `${study.code}-quotes.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    render: async () => file(),
  };
};
