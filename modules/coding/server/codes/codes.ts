import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { coding } from '../../contract.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import { sliceOf, underneath } from '../../model.ts';
import { codebookOf, studyAsked, studyWorkedIn } from '../codebook.ts';
import { changed, made, remember } from '../deeds/deed.ts';
import { codingsWith, holdCodebook } from '../queries.ts';
import {
  codeById,
  type CodeRow,
  codesOf,
  codingsPerCode,
  earlierCodes,
  insertCode,
  updateCode,
} from './queries.ts';
import { countAnew } from './restore.ts';

type Cases = UseCases<typeof coding.operations>;

/** The distance between neighbours, so that one can be put between two without touching them. */
export const gap = 1_024;

/** Lists what a study adds to its locked codebook. */
export const listCodes: Cases['listCodes'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await codesOf(tx, study.id);
  return {
    studyId: study.id,
    codebook: { system: study.system, version: study.codebookVersion },
    rows: rows.map(
      ({
        retiredAt,
        changedAt,
        removedAt: _,
        standsAs: __,
        position: ___,
        studyId: ____,
        instead,
        ...row
      }) => ({
        ...row,
        instead: [...instead],
        retired: retiredAt !== null,
        changedAt: changedAt.toISOString(),
      }),
    ),
  };
};

/** Counts the standing codings of each code. */
export const countCodes: Cases['countCodes'] = async (tx, input) => ({
  rows: await codingsPerCode(tx, (await studyAsked(tx, input.study)).id),
});

/** Lists codings of one code with their words. */
export const listCodingsOf: Cases['listCodingsOf'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, (await studyAsked(tx, input.study)).id);
  const rows = (await codingsWith(tx, study.id, input.code))
    .filter((row) => row.code === input.code)
    .slice(0, 500);
  const texts = await openTexts(
    tx,
    rows.map((row) => row.sourceId),
  );
  return {
    rows: rows.flatMap(({ id, version, sourceId, start, end }) => {
      const text = texts.get(sourceId);
      return text === undefined
        ? []
        : [{ id, version, sourceId, label: text.label, quote: sliceOf(text.text, { start, end }) }];
    }),
  };
};

/** Adds a code of the team's own, last among its neighbours. */
export const addCode: Cases['addCode'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, input.studyId);
  await holdCodebook(tx, study.id);
  const parent = input.parent ?? null;
  const instead = input.instead ?? [];
  await mustKnow(tx, study, [...(parent === null ? [] : [parent]), ...instead]);
  const last = (await codesOf(tx, study.id)).filter((row) => row.own && row.parent === parent).at(-1);
  await insertCode(tx, {
    ...said(input),
    id: input.id,
    studyId: study.id,
    code: input.id,
    parent,
    name: input.name,
    instead,
    codable: true,
    origin: input.origin,
    position: (last?.position ?? 0) + gap,
  });
  remember(tx, { studyId: study.id, what: 'addedCode' }, [made('code', input.id)]);
  return { id: input.id, version: 1 };
};

/** Renames a code or rewords what it means. */
export const changeCode: Cases['changeCode'] = async (tx, input) => {
  const row = await codeAsked(tx, input.id);
  const study = await studyWorkedIn(tx, row.studyId);
  await mustKnow(tx, study, input.instead ?? []);
  const keep = <T>(next: T | undefined, now: T): T => (next === undefined ? now : next);
  const next = {
    ...row,
    version: input.version,
    name: row.own ? keep(input.name, row.name) : null,
    definition: keep(input.definition, row.definition),
    include: keep(input.include, row.include),
    exclude: keep(input.exclude, row.exclude),
    instead: keep(input.instead, row.instead),
    color: keep(input.color, row.color),
    codable: keep(input.codable, row.codable),
  };
  await writeCode(tx, row, next);
  remember(tx, { studyId: row.studyId, what: 'changedCode' }, [changed('code', row)]);
  return { id: row.id, version: input.version + 1 };
};

/** Says for one study how a locked code is used. */
export const guideCode: Cases['guideCode'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, input.studyId);
  await holdCodebook(tx, study.id);
  const instead = input.instead ?? [];
  await mustKnow(tx, study, [input.code, ...instead]);
  if ((await codesOf(tx, study.id)).some((row) => row.code === input.code))
    throw refuse('conflict', 'coding.codeChanged');
  await insertCode(tx, {
    ...said(input),
    id: input.id,
    studyId: study.id,
    code: input.code,
    parent: null,
    name: null,
    instead,
    codable: true,
    origin: 'team',
    position: 0,
  });
  remember(tx, { studyId: study.id, what: 'changedCode' }, [made('code', input.id)]);
  return { id: input.id, version: 1 };
};

/** Puts a code elsewhere in the tree. */
export const moveCode: Cases['moveCode'] = async (tx, input) => {
  const row = await ownCodeAsked(tx, input.id);
  const study = await studyWorkedIn(tx, row.studyId);
  await holdCodebook(tx, study.id);
  if (input.parent !== null) await mustKnow(tx, study, [input.parent]);
  const codes = await codesOf(tx, study.id);
  if (input.parent !== null && underneath(codes, row.code, input.parent))
    throw refuse('invalid', 'coding.belowItself');
  const beside = codes.filter((one) => one.own && one.parent === input.parent && one.id !== row.id);
  const at = input.before === undefined ? beside.length : beside.findIndex((one) => one.id === input.before);
  if (at === -1) throw refuse('conflict', 'coding.codeChanged');
  const [left, right] = [beside[at - 1]?.position ?? 0, beside[at]?.position];
  const position = right === undefined ? left + gap : Math.floor((left + right) / 2);
  await writeCode(tx, row, { ...row, version: input.version, parent: input.parent, position });
  await countAnew(tx, study);
  remember(tx, { studyId: study.id, what: 'movedCode' }, [changed('code', row)]);
  return { id: row.id, version: input.version + 1 };
};

/** Takes a code out of use, or back into use. */
export const retireCode: Cases['retireCode'] = async (tx, input) => {
  const row = await ownCodeAsked(tx, input.id);
  const retiredAt = input.retired ? tx.now : null;
  await writeCode(tx, row, {
    ...row,
    version: input.version,
    retiredAt,
    mergedInto: input.retired ? row.mergedInto : null,
  });
  remember(tx, { studyId: row.studyId, what: 'retiredCode' }, [changed('code', row)]);
  return { id: row.id, version: input.version + 1 };
};

/** Shows what a code was before. */
export const codeHistory: Cases['codeHistory'] = async (tx, { id }) => {
  await codeAsked(tx, id);
  const rows = await earlierCodes(tx, id);
  return { rows: rows.map((row) => ({ ...row, replacedAt: row.replacedAt.toISOString() })) };
};

/** A code or its guidance by id; refuses as missing. */
export async function codeAsked(tx: Tx, id: string): Promise<CodeRow> {
  const row = found(await codeById(tx, id), 'coding.noSuchCode');
  if (row.removedAt !== null) throw refuse('missing', 'coding.noSuchCode');
  return row;
}

/** A code of the team's own; a locked one is refused, as it stays as published. */
export async function ownCodeAsked(tx: Tx, id: string): Promise<CodeRow> {
  const row = await codeAsked(tx, id);
  if (!row.own) throw refuse('invalid', 'coding.codeLocked');
  return row;
}

/** Writes a code read as `row`; refuses when somebody was first, with what it is now. */
export async function writeCode(tx: Tx, row: CodeRow, next: CodeRow): Promise<void> {
  if ((await updateCode(tx, next)) > 0) return;
  const { version, name, definition, include, exclude } = row;
  throw refuse('conflict', 'coding.codeChanged', {
    version,
    current: { name, definition, include, exclude },
  });
}

/** Refuses codes that the codebook of the study does not have. */
export async function mustKnow(
  tx: Tx,
  study: Parameters<typeof codebookOf>[1],
  codes: readonly string[],
): Promise<void> {
  if (codes.length === 0) return;
  const codebook = await codebookOf(tx, study);
  const missing = codes.find((code) => !codebook.has(code));
  if (missing !== undefined) throw refuse('invalid', 'coding.notInCodebook', { code: missing });
}

type Guidance = {
  definition?: string | null | undefined;
  include?: string | null | undefined;
  exclude?: string | null | undefined;
  color?: string | null | undefined;
};

function said({ definition, include, exclude, color }: Guidance) {
  return {
    definition: definition ?? null,
    include: include ?? null,
    exclude: exclude ?? null,
    color: color ?? null,
  };
}
