import { suggestionBecame } from './suggestions/answer.ts';
import { cutPage } from '../../../kernel/page.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { evidence } from '../contract.ts';
import { bodiesOf, namesOf, turnsOf } from './keep.ts';
import { sourceById, type SourceRow, sourcesOf, updateConsent, updateStudy } from './sourceQueries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Lists the texts of a study. */
export const listSources: Cases['listSources'] = async (tx, input) => {
  const page = cutPage(await sourcesOf(tx, input), input.limit, (row) => row.id);
  const names = input.withdrawn ? page.rows.map(() => null) : await namesOf(tx, page.rows);
  return { ...page, rows: page.rows.map((row, index) => shown(row, names[index] ?? null)) };
};

/** Reads a text; one that was withdrawn is missing for everybody. */
export const readSource: Cases['readSource'] = async (tx, { id }) => {
  const row = found(await sourceById(tx, id), 'evidence.noSuchText');
  if (row.consent === 'withdrawn') throw refuse('missing', 'evidence.noSuchText');
  const [text, [name]] = [(await bodiesOf(tx, [row]))[0], await namesOf(tx, [row])];
  return {
    ...shown(row, name ?? null),
    text: found(text, 'evidence.noSuchText'),
    turns: await turnsOf(tx, row),
    contentVersion: row.contentVersion,
  };
};

/** Withdraws a text, or allows it again. */
export const setConsent: Cases['setConsent'] = async (tx, input) => {
  const row = found(await sourceById(tx, input.id), 'evidence.noSuchText');
  if ((await updateConsent(tx, input)) === 0)
    throw refuse('conflict', 'evidence.textChanged', { version: row.version, consent: row.consent });
  tx.emit('evidence.consentChanged', input.id, { consent: input.consent });
  return { id: input.id, version: input.version + 1 };
};

/** Takes a suggestion into a study. */
export const takeIntoStudy: Cases['takeIntoStudy'] = async (tx, input) => {
  const row = found(await sourceById(tx, input.id), 'evidence.noSuchText');
  if ((await updateStudy(tx, input)) === 0)
    throw refuse('conflict', 'evidence.textChanged', { version: row.version, consent: row.consent });
  if (row.kind === 'suggestion')
    await suggestionBecame(tx, { suggestionId: row.id, step: 'study', subjectId: null });
  return { id: input.id, version: input.version + 1 };
};

function shown(row: SourceRow, name: string | null) {
  const { id, studyId, siteId, kind, pseudonym, part, characters, documentKind, warnings, consent, version } =
    row;
  const label = pseudonym ?? name ?? '';
  return {
    id,
    studyId,
    siteId,
    kind,
    label,
    pseudonym,
    part,
    characters,
    documentKind,
    warnings,
    consent,
    version,
    createdAt: row.createdAt.toISOString(),
  };
}
