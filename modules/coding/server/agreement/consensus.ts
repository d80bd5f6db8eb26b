import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { type OpenText, openTexts } from '../../../evidence/server/index.ts';
import type { coding } from '../../contract.ts';
import { blanksOf, faultOf, trimmed } from '../../model.ts';
import { codebookOf, studyAsked } from '../codebook.ts';
import {
  consensusById,
  consensusOf,
  type ConsensusRow,
  countLayer,
  deleteVerdicts,
  insertAgreed,
  insertConsensus,
  insertVerdicts,
  type LayerRow,
  layersOf,
  removeAgreed,
  setDone,
  type VerdictRow,
  verdictsOf,
} from './consensusQueries.ts';
import { holdText, readingsOn } from './queries.ts';
import { coderNames, waiting } from './rounds.ts';

type Cases = UseCases<typeof coding.operations>;

const places = { memo: 'coding.coding.memo', reason: 'coding.verdict.reason' } as const;

/** Shows what each coder said and what is agreed. */
export const readConsensus: Cases['readConsensus'] = async (tx, { sourceId }) => {
  const text = await textAt(tx, sourceId);
  const study = await studyAsked(tx, found(text.studyId, 'coding.notInStudy'));
  const [rows, verdicts] = [await layersOf(tx, sourceId), await verdictsOf(tx, sourceId)];
  const [consensus, readings] = [await consensusOf(tx, sourceId), await readingsOn(tx, sourceId)];
  const memos = await opened(
    tx,
    places.memo,
    sourceId,
    rows.map((row) => ({ id: row.id, bytes: row.memoSealed })),
  );
  const reasons = await opened(
    tx,
    places.reason,
    sourceId,
    [...verdicts.values()].map((one) => ({ id: one.id, bytes: one.reasonSealed })),
  );
  const done = readings.filter((one) => one.finishedAt !== null).map((one) => one.coder);
  const keys = [
    ...new Set([
      ...readings.map((one) => one.coder),
      ...rows.filter((row) => row.layer === 'coder').map((row) => row.coder),
    ]),
  ];
  const names = await coderNames(tx, keys);
  const passage = ({ id, start, end, code, valence, strength }: LayerRow) => ({
    id,
    start,
    end,
    code,
    valence,
    strength,
    memo: memos.get(id) ?? null,
  });
  return {
    sourceId,
    studyId: study.id,
    label: text.label,
    text: text.text,
    codebook: { system: study.system, version: study.codebookVersion },
    coders: keys.map((coder) => ({ coder, name: names.get(coder) ?? '', finished: done.includes(coder) })),
    ready: done.length > 1 && (await waiting(tx, sourceId)).length === 0,
    consensus:
      consensus === undefined
        ? null
        : { id: consensus.id, version: consensus.version, doneAt: consensus.doneAt?.toISOString() ?? null },
    originals: rows
      .filter((row) => row.layer === 'coder')
      .map((row) => ({ ...passage(row), coder: row.coder, ...fateOf(verdicts.get(row.id), reasons) })),
    agreed: rows.filter((row) => row.layer === 'consensus').map(passage),
  };
};

/** Begins a consensus with what all coders who finished said alike. */
export const openConsensus: Cases['openConsensus'] = async (tx, { id, sourceId }) => {
  await holdText(tx, sourceId);
  const text = await textAt(tx, sourceId);
  const studyId = found(text.studyId, 'coding.notInStudy');
  const readings = (await readingsOn(tx, sourceId)).filter((one) => one.finishedAt !== null);
  if (readings.length < 2 || (await waiting(tx, sourceId)).length > 0)
    throw refuse('conflict', 'coding.notAllFinished');
  await insertConsensus(tx, { id, studyId, sourceId });
  const of = { id, studyId, sourceId, doneAt: null, version: 1 };
  const coders = new Set(readings.map((one) => one.coder));
  const alike = saidAlike(
    (await layersOf(tx, sourceId)).filter((row) => row.layer === 'coder'),
    text.text,
    coders,
  );
  const taken = alike.map((group) => ({ id: newId(), group }));
  await insertAgreed(
    tx,
    of,
    taken.flatMap(({ id: own, group }) => {
      const [first] = group;
      const strengths = new Set(group.map((row) => row.strength));
      return first === undefined
        ? []
        : [{ ...first, id: own, strength: strengths.size === 1 ? first.strength : null, memo: null }];
    }),
  );
  await insertVerdicts(
    tx,
    of,
    taken.flatMap(({ id: keptAs, group }) =>
      group.map((row) => ({ id: newId(), codingId: row.id, keptAs, together: true, reason: null })),
    ),
  );
  return { id, version: 1, sourceId, together: taken.length };
};

/** Puts a coding into the consensus. */
export const takeUp: Cases['takeUp'] = async (tx, input) => {
  const { of, text, open } = await openOn(tx, input.sourceId);
  const fault = faultOf(input, text.characters);
  if (fault === 'empty') throw refuse('invalid', 'coding.emptyPassage');
  if (fault === 'outside') throw refuse('invalid', 'coding.outsideText', { characters: text.characters });
  const from = originalsAsked(open, input.from);
  const { start, end, code, valence } = input;
  const memo = input.memo ? await seal(tx, of.sourceId, places.memo, input.id, input.memo) : null;
  const home = from.find((row) => row.code === code) ?? (await homeOfCode(tx, of.studyId, code));
  const ground = {
    siteId: text.siteId,
    contentVersion: text.contentVersion,
    strength: input.strength ?? null,
    memo,
  };
  await insertAgreed(tx, of, [{ ...home, id: input.id, start, end, code, valence, ...ground }]);
  await keepVerdicts(tx, of, { rows: from, keptAs: input.id, reason: input.reason });
  return { id: input.id, version: 1, sourceId: of.sourceId };
};

/** Leaves codings out of the consensus. */
export const leaveOut: Cases['leaveOut'] = async (tx, input) => {
  const { of, open } = await openOn(tx, input.sourceId);
  const rows = originalsAsked(open, input.codings);
  await keepVerdicts(tx, of, { rows, keptAs: null, reason: input.reason });
  return { sourceId: of.sourceId, leftOut: rows.length };
};

/** Takes decisions back. */
export const reconsider: Cases['reconsider'] = async (tx, input) => {
  const { of, verdicts } = await openOn(tx, input.sourceId);
  const held = input.codings.flatMap((id) => verdicts.get(id)?.keptAs ?? []);
  const reopened = await deleteVerdicts(tx, of, input);
  await removeAgreed(tx, of, [...input.agreed, ...held]);
  return { sourceId: of.sourceId, reopened };
};

/** Says that a consensus is done; it counts from now on. */
export const closeConsensus: Cases['closeConsensus'] = async (tx, { id, version }) => {
  const of = found(await consensusById(tx, id), 'coding.noConsensus');
  const { open } = await openOn(tx, of.sourceId);
  if (open.length > 0) throw refuse('conflict', 'coding.stillOpen', { count: open.length });
  if ((await waiting(tx, of.sourceId)).length > 0) throw refuse('conflict', 'coding.notAllFinished');
  await countLayer(tx, of.sourceId, 'consensus');
  if ((await setDone(tx, { id, version, done: true })) === 0) throw moved(of);
  tx.emit('coding.agreed', of.sourceId, { studyId: of.studyId });
  return { id, version: version + 1, sourceId: of.sourceId };
};

/** Opens a consensus again; the originals count until it is done once more. */
export const reopenConsensus: Cases['reopenConsensus'] = async (tx, { id, version }) => {
  const of = found(await consensusById(tx, id), 'coding.noConsensus');
  await textAt(tx, of.sourceId);
  await holdText(tx, of.sourceId);
  if ((await setDone(tx, { id, version, done: false })) === 0) throw moved(of);
  await countLayer(tx, of.sourceId, 'coder');
  return { id, version: version + 1, sourceId: of.sourceId };
};

async function textAt(tx: Tx, sourceId: string): Promise<OpenText> {
  return found((await openTexts(tx, [sourceId])).get(sourceId), 'coding.noSuchText');
}

/** A consensus that is open, its text, and the originals nobody has decided on. */
async function openOn(tx: Tx, sourceId: string) {
  await holdText(tx, sourceId);
  const text = await textAt(tx, sourceId);
  const of = found(await consensusOf(tx, sourceId), 'coding.noConsensus');
  if (of.doneAt !== null) throw refuse('conflict', 'coding.consensusDone');
  const verdicts = await verdictsOf(tx, sourceId);
  const open = (await layersOf(tx, sourceId)).filter((row) => row.layer === 'coder' && !verdicts.has(row.id));
  return { of, text, verdicts, open };
}

/** The open originals with these ids; another decided on one of them meanwhile when it is not open any more. */
function originalsAsked(open: readonly LayerRow[], ids: readonly string[]): LayerRow[] {
  const asked = new Set(ids);
  const rows = open.filter((row) => asked.has(row.id));
  if (rows.length !== asked.size) throw refuse('conflict', 'coding.decidedMeanwhile');
  return rows;
}

async function keepVerdicts(
  tx: Tx,
  of: ConsensusRow,
  what: { rows: readonly LayerRow[]; keptAs: string | null; reason: string | undefined },
): Promise<void> {
  const kept = await Promise.all(
    what.rows.map(async (row) => {
      const id = newId();
      const reason = what.reason ? await seal(tx, of.sourceId, places.reason, id, what.reason) : null;
      return { id, codingId: row.id, keptAs: what.keptAs, together: false, reason };
    }),
  );
  if (kept.length > 0) await insertVerdicts(tx, of, kept);
}

/** Codings that every one of the coders made: the same words (but for white space at the ends), code and valence. */
function saidAlike(rows: readonly LayerRow[], text: string, coders: ReadonlySet<string>): LayerRow[][] {
  const blank = blanksOf(text);
  const [stretches, groups] = [trimmed(rows, blank), new Map<string, LayerRow[]>()];
  rows.forEach((row, at) => {
    const { start, end } = stretches[at] ?? row;
    const key = [start, end, row.code, row.crossed ?? '', row.valence].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), row]);
  });
  return [...groups.values()].filter((group) => {
    const by = new Set(group.map((row) => row.coder));
    return [...coders].every((coder) => by.has(coder));
  });
}

/** Where a code counts that none of the originals has. */
async function homeOfCode(tx: Tx, studyId: string, code: string) {
  const study = await studyAsked(tx, studyId);
  const home = (await codebookOf(tx, study)).get(code);
  if (home === undefined) throw refuse('invalid', 'coding.notInCodebook', { code });
  const { system, version: systemVersion, construct, domain } = home;
  return { system, systemVersion, construct, domain, crossed: null, crossedConstruct: null };
}

async function opened(
  tx: Tx,
  place: string,
  subjectId: string,
  rows: readonly { id: string; bytes: Buffer | null }[],
): Promise<Map<string, string | null>> {
  const clear = await openMany(
    tx,
    rows.map(({ id, bytes }) => ({ subjectId, place, rowId: id, bytes })),
  );
  return new Map(rows.map(({ id }, at) => [id, clear[at] ?? null]));
}

function fateOf(verdict: VerdictRow | undefined, reasons: ReadonlyMap<string, string | null>) {
  if (verdict === undefined) return { fate: 'open' as const, keptAs: null, together: false, reason: null };
  const { keptAs, together } = verdict;
  return {
    fate: keptAs === null ? ('left' as const) : ('kept' as const),
    keptAs,
    together,
    reason: reasons.get(verdict.id) ?? null,
  };
}

function moved({ version }: ConsensusRow) {
  return refuse('conflict', 'coding.consensusChanged', { version });
}
