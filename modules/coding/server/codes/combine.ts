import { refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { coding } from '../../contract.ts';
import { underneath } from '../../model.ts';
import { codebookOf, codedAs, homeIn, studyWorkedIn } from '../codebook.ts';
import { changed, made, remember } from '../deeds/deed.ts';
import { codingsById, codingsWith, holdCodebook, isBlind, updateCodings, withSilent } from '../queries.ts';
import { gap, mustKnow, ownCodeAsked, writeCode } from './codes.ts';
import { codesOf, insertCode, updateCode } from './queries.ts';
import { countAnew } from './restore.ts';

type Cases = UseCases<typeof coding.operations>;

/** Merges a code into another: its codings and the codes below it go there, and it is retired with a pointer to where it went. */
export const mergeCodes: Cases['mergeCodes'] = async (tx, input) => {
  const row = await ownCodeAsked(tx, input.id);
  const study = await studyWorkedIn(tx, row.studyId);
  await holdCodebook(tx, study.id);
  await mustKnow(tx, study, [input.into]);
  if (await isBlind(tx, { studyId: study.id })) throw refuse('conflict', 'coding.codedBlind');
  const codes = await codesOf(tx, study.id);
  if (underneath(codes, row.code, input.into)) throw refuse('invalid', 'coding.belowItself');
  const target = codedAs(await codebookOf(tx, study), input.into, null);
  const codings = await withSilent(tx, () => codingsWith(tx, study.id, row.code));
  const recoded = codings.map((one) => {
    if (one.code !== row.code) return { ...one, crossed: null, crossedConstruct: null, standsAs: null };
    const { crossed, crossedConstruct } = one;
    return { ...one, ...target, crossed, crossedConstruct, standsAs: null };
  });
  if ((await withSilent(tx, () => updateCodings(tx, recoded))) !== codings.length)
    throw refuse('conflict', 'coding.changedMeanwhile');
  const below = codes.filter((one) => one.own && one.parent === row.code);
  for (const one of below) await updateCode(tx, { ...one, parent: input.into });
  await writeCode(tx, row, { ...row, version: input.version, retiredAt: tx.now, mergedInto: input.into });
  await countAnew(tx, study);
  const touched = [...below, row].map((one) => changed('code', one));
  remember(tx, { studyId: study.id, what: 'mergedCodes' }, [
    ...codings.map((one) => changed('coding', one)),
    ...touched,
  ]);
  return { id: row.id, version: input.version + 1, codings: codings.length };
};

/** Begins a code with some of the codings of another: beside a code of the team's own, below a locked one. */
export const splitCode: Cases['splitCode'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, input.studyId);
  await holdCodebook(tx, study.id);
  homeIn(await codebookOf(tx, study), input.from);
  const codes = await codesOf(tx, study.id);
  const from = codes.find((one) => one.own && one.code === input.from);
  const asked = new Map(input.codings.map((one) => [one.id, one.version]));
  const codings = await codingsById(tx, [...asked.keys()]);
  const fit = codings.every(
    (one) => one.studyId === study.id && one.code === input.from && one.removedAt === null,
  );
  if (!fit || codings.length !== asked.size) throw refuse('missing', 'coding.noSuchCoding');
  await insertCode(tx, {
    id: input.id,
    studyId: study.id,
    code: input.id,
    parent: from === undefined ? input.from : from.parent,
    name: input.name,
    definition: null,
    include: null,
    exclude: null,
    instead: [],
    color: from?.color ?? null,
    codable: true,
    origin: 'team',
    position: (from?.position ?? Math.max(0, ...codes.map((one) => one.position))) + gap / 2,
  });
  const target = codedAs(await codebookOf(tx, study), input.id, null);
  const next = codings.map((one) => ({ ...one, ...target, version: asked.get(one.id) ?? 0, standsAs: null }));
  if ((await updateCodings(tx, next)) !== codings.length) throw refuse('conflict', 'coding.changedMeanwhile');
  remember(tx, { studyId: study.id, what: 'splitCode' }, [
    made('code', input.id),
    ...codings.map((one) => changed('coding', one)),
  ]);
  return { id: input.id, version: 1, codings: codings.length };
};
