import { cutPage } from '../../../kernel/page.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { isId } from '../../../kernel/id.ts';
import { openTexts, saidIn } from '../../evidence/server/index.ts';
import type { coding } from '../contract.ts';
import { matrixRows, noSite, sliceOf } from '../model.ts';
import { codebookOf, studyAsked } from './codebook.ts';
import { cellsWithin } from './groups/queries.ts';
import { cellsOf, type PassageRow, passagesOf, siteCodes } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** The matrix of a study, over all its sites or by site. */
export const matrix: Cases['matrix'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const cells = await cellsOf(tx, study.id, input.by);
  if (input.by !== 'site') {
    const keys = [...(await codebookOf(tx, study)).keys()];
    return { rows: matrixRows(cells, keys) };
  }
  const codes = await siteCodes(tx);
  const bySite = cells.map((cell) => ({ ...cell, key: codes.get(cell.siteKey) ?? noSite }));
  return { rows: matrixRows(bySite, [...codes.values()]) };
};

/** The cells of the heat map: domain or construct by site; of one group of those who spoke, where one is asked for. */
export const heatMap: Cases['heatMap'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const { by, within } = input;
  const cells = await (within ? cellsWithin(tx, study.id, by, within) : cellsOf(tx, study.id, by));
  return {
    studyId: study.id,
    codebook: { system: study.system, version: study.codebookVersion },
    cells: cells.map(({ siteKey, ...cell }) => ({ ...cell, siteId: siteKey === '' ? null : siteKey })),
  };
};

/** The passages of a cell, in their own words. */
export const listQuotes: Cases['listQuotes'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const after = input.after === undefined ? undefined : cursorIn(input.after);
  const rows = await passagesOf(tx, { ...input, studyId: study.id, after });
  const page = cutPage(rows, input.limit, cursorOf);
  const texts = await openTexts(
    tx,
    page.rows.map((row) => row.sourceId),
  );
  const said = Map.groupBy(await saidIn(tx, page.rows), (one) => one.at);
  const quotes = page.rows.flatMap((row, at) => {
    const text = texts.get(row.sourceId);
    if (text === undefined) return [];
    return [
      {
        ...row,
        codings: [...row.codings],
        text: sliceOf(text.text, row),
        label:
          said
            .get(at)
            ?.map((one) => one.pseudonym)
            .join(', ') ?? text.label,
        siteId: text.siteId,
      },
    ];
  });
  return { ...page, rows: quotes };
};

function cursorOf(row: PassageRow): string {
  return `${row.sourceId}.${row.start}.${row.end}`;
}

function cursorIn(cursor: string): readonly [string, number, number] {
  const [source = '', start = '', end = ''] = cursor.split('.');
  if (!isId(source) || !/^\d{1,9}$/.test(start) || !/^\d{1,9}$/.test(end))
    throw refuse('invalid', 'kernel.invalidInput');
  return [source, Number(start), Number(end)];
}
