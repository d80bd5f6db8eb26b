import { cutPage } from '../../../../kernel/page.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { evidence } from '../../contract.ts';
import { cleanText } from '../../model.ts';
import { bodiesOf, keepSource } from '../keep.ts';
import { suggestions } from '../sourceQueries.ts';
import { answers, openSteps, signedPlace } from './answer.ts';
import { promisedDays, signSuggestion, stepsOf, waitingIds } from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Keeps a suggestion; it belongs to the one site of its writer when none is named. */
export const suggest: Cases['suggest'] = async (tx, input) => {
  const { siteIds } = tx.actor;
  if (input.siteId !== undefined && siteIds.length > 0 && !siteIds.includes(input.siteId))
    throw refuse('invalid', 'evidence.notMySite');
  const siteId = input.siteId ?? (siteIds.length === 1 ? siteIds[0] : undefined) ?? null;
  await keepSource(tx, {
    id: input.id,
    kind: 'suggestion',
    text: cleanText(input.text),
    studyId: null,
    siteId,
    screen: input.screen,
  });
  const { id, signed } = input;
  if (signed !== undefined) await signSuggestion(tx, id, await seal(tx, id, signedPlace, id, signed));
  tx.emit('evidence.suggested', id);
  return { id, version: signed === undefined ? 1 : 2 };
};

/** Lists suggestions with their words and what became of them. */
export const listSuggestions: Cases['listSuggestions'] = async (tx, input) => {
  const page = cutPage(await suggestions(tx, input), input.limit, (row) => row.id);
  const texts = await bodiesOf(tx, page.rows);
  const ids = page.rows.map((row) => row.id);
  const kept = await stepsOf(tx, ids);
  const steps = await openSteps(tx, kept);
  const signed = await openMany(
    tx,
    page.rows.map((row) => ({
      ...{ subjectId: row.id, place: signedPlace, rowId: row.id },
      bytes: row.signedSealed,
    })),
  );
  const waiting = new Set(answers(tx) ? await waitingIds(tx) : []);
  const rows = page.rows.map((row, index) => ({
    id: row.id,
    text: texts[index] ?? '',
    siteId: row.siteId,
    studyId: row.studyId,
    screen: row.screen,
    own: row.createdBy === tx.actor.accountId,
    signed: signed[index] ?? null,
    steps: steps.filter((_, at) => kept[at]?.sourceId === row.id),
    waiting: waiting.has(row.id),
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  }));
  return { ...page, rows, days: await promisedDays(tx) };
};
