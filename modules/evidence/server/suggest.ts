import { cutPage } from '../../../kernel/page.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { evidence } from '../contract.ts';
import { cleanText } from '../model.ts';
import { bodiesOf, keepSource } from './keep.ts';
import { suggestions } from './sourceQueries.ts';

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
  tx.emit('evidence.suggested', input.id);
  return { id: input.id, version: 1 };
};

/** Lists suggestions with their words. */
export const listSuggestions: Cases['listSuggestions'] = async (tx, input) => {
  const page = cutPage(await suggestions(tx, input), input.limit, (row) => row.id);
  const texts = await bodiesOf(tx, page.rows);
  const rows = page.rows.map((row, index) => ({
    id: row.id,
    text: texts[index] ?? '',
    siteId: row.siteId,
    studyId: row.studyId,
    screen: row.screen,
    own: row.createdBy === tx.actor.accountId,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  }));
  return { ...page, rows };
};
