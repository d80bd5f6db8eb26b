import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { findDefinition, latestDefinitions } from '../../vocabulary/server/index.ts';
import type { evidence } from '../contract.ts';
import { insertStudy, insertStudySites, type StudyRow, studies, studyByCode } from './studyQueries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Begins a study; its codebook is locked to one version from the first day. */
export const createStudy: Cases['createStudy'] = async (tx, input) => {
  if ((await studyByCode(tx, input.code)) !== undefined)
    throw refuse('conflict', 'evidence.studyExists', { code: input.code });
  const codebook = await codebookFor(tx, input.codebook);
  await insertStudy(tx, { ...input, system: codebook.key, codebookVersion: codebook.version });
  if (input.siteIds.length > 0) {
    await insertStudySites(
      tx,
      input.id,
      input.siteIds.map((siteId) => ({ id: newId(), siteId })),
    );
  }
  tx.emit('evidence.studyBegan', input.id);
  return { id: input.id, version: 1 };
};

/** Lists studies. */
export const listStudies: Cases['listStudies'] = async (tx) => ({ rows: (await studies(tx)).map(shown) });

/** The study of that short name, begun with the usual codebook when it is new. */
export async function studyNamed(tx: Tx, code: string): Promise<StudyRow> {
  const known = await studyByCode(tx, code);
  if (known !== undefined) return known;
  const codebook = await codebookFor(tx, undefined);
  await insertStudy(tx, {
    id: newId(),
    code,
    title: code,
    system: codebook.key,
    codebookVersion: codebook.version,
  });
  return found(await studyByCode(tx, code), 'evidence.noSuchStudy');
}

/** A codebook is a code system of constructs within domains; the usual one is the published one with most constructs. */
async function codebookFor(tx: Tx, asked: { system: string; version: string } | undefined) {
  if (asked !== undefined)
    return findDefinition(tx, 'vocabulary', { key: asked.system, version: asked.version });
  const systems = (await latestDefinitions(tx, 'vocabulary')).filter(
    (one) => 'domain' in one.counts && 'construct' in one.counts,
  );
  systems.sort((left, right) => (right.counts['construct'] ?? 0) - (left.counts['construct'] ?? 0));
  const [usual] = systems;
  if (usual === undefined) throw refuse('missing', 'evidence.noCodebook');
  return usual;
}

function shown(row: StudyRow) {
  const { id, code, title, version, texts, reviewMonths, nextReviewOn } = row;
  return {
    id,
    code,
    title,
    version,
    texts,
    reviewMonths,
    nextReviewOn,
    siteIds: [...row.siteIds],
    codebook: { system: row.system, version: row.codebookVersion },
  };
}
