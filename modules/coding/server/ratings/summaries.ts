import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { coding, MemoQuote, Summary } from '../../contract.ts';
import { sliceOf } from '../../model.ts';
import { codebookOf, studyAsked } from '../codebook.ts';
import { codingById } from '../queries.ts';
import { ratingsIn, siteIsHere } from './queries.ts';
import { ratingsShown } from './rate.ts';
import {
  deleteDomainQuote,
  insertDomainQuote,
  insertSummary,
  passagesBehind,
  summariesOf,
  summaryAt,
  summaryById,
  type SummaryRow,
  updateSummary,
} from './summaryQueries.ts';

type Cases = UseCases<typeof coding.operations>;

const place = 'coding.domain_summary.text';

/** Reads the memo of a site, or of all sites together. */
export const readSiteMemo: Cases['readSiteMemo'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await summariesOf(tx, study.id, input.siteId);
  const rated = (await ratingsIn(tx, study.id)).filter(
    (row) => row.siteId !== null && row.siteId === input.siteId && row.layer === 'consensus',
  );
  return {
    studyId: study.id,
    summaries: await shown(tx, study.id, rows),
    ratings: await ratingsShown(tx, study.id, rated),
    quotes: await inWords(
      tx,
      [...rows, ...rated].flatMap((row) => row.quotes),
    ),
  };
};

/** Writes what a domain comes to. */
export const writeSummary: Cases['writeSummary'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const { domain, siteId, version } = input;
  const home = (await codebookOf(tx, study)).get(domain);
  if (home?.domain !== domain) throw refuse('invalid', 'coding.notADomain', { code: domain });
  if (siteId !== null && !(await siteIsHere(tx, siteId))) throw refuse('missing', 'coding.noSuchSite');
  const at = { studyId: study.id, domain, siteId };
  const known = await summaryAt(tx, at);
  if ((known?.version ?? 0) !== version) throw await moved(tx, study.id, known);
  const id = known?.id ?? input.id;
  const text = await seal(tx, study.id, place, id, input.text);
  const done =
    known === undefined
      ? await insertSummary(tx, at, { id, text })
      : await updateSummary(tx, { id, text, version });
  if (done === 0) throw await moved(tx, study.id, await summaryAt(tx, at));
  return { id, version: version + 1 };
};

/** Puts a passage under a summary, or takes it off. */
export const quoteInSummary: Cases['quoteInSummary'] = async (tx, { summaryId, codingId, linked }) => {
  const summary = found(await summaryById(tx, summaryId), 'coding.noSuchSummary');
  const passage = found(await codingById(tx, codingId), 'coding.noSuchCoding');
  const elsewhere = summary.siteId !== null && passage.siteId !== summary.siteId;
  if (passage.studyId !== summary.studyId || elsewhere) throw refuse('missing', 'coding.noSuchCoding');
  const { studyId } = summary;
  if (linked) await insertDomainQuote(tx, { id: newId(), studyId, summaryId, codingId });
  else await deleteDomainQuote(tx, summaryId, codingId);
  return { id: summaryId, linked };
};

async function shown(tx: Tx, studyId: string, rows: readonly SummaryRow[]): Promise<Summary[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.changedBy),
  );
  const texts = await openMany(
    tx,
    rows.map((row) => ({ subjectId: studyId, place, rowId: row.id, bytes: row.textSealed })),
  );
  return rows.map(({ id, domain, quotes, version, changedAt, changedBy }, at) => ({
    id,
    domain,
    quotes,
    version,
    text: texts[at] ?? '',
    changedBy: names.get(changedBy) ?? '',
    changedAt: changedAt.toISOString(),
  }));
}

async function inWords(tx: Tx, codingIds: readonly string[]): Promise<MemoQuote[]> {
  const passages = await passagesBehind(tx, codingIds);
  const texts = await openTexts(
    tx,
    passages.map((one) => one.sourceId),
  );
  return passages.flatMap(({ start, end, ...one }) => {
    const text = texts.get(one.sourceId);
    if (text === undefined) return [];
    return [{ ...one, label: text.label, text: sliceOf(text.text, { start, end }) }];
  });
}

/** The refusal that somebody wrote meanwhile, with what it says now. */
async function moved(tx: Tx, studyId: string, known: SummaryRow | undefined) {
  const [now] = known === undefined ? [] : await shown(tx, studyId, [known]);
  return refuse('conflict', 'coding.summaryChanged', {
    version: known?.version ?? 0,
    current: now?.text ?? null,
  });
}
