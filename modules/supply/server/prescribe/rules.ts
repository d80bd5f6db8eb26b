import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { knownJurisdiction } from '../terms.ts';
import { closeRule, insertRule, openRule, ruleById, type RuleRow, rulesOf } from './ruleQueries.ts';

type Cases = UseCases<typeof supply.operations>;

/** A version as it is shown. */
export const showRule = (row: RuleRow) => ({
  id: row.id,
  version: row.version,
  kind: row.kind,
  code: row.code,
  edition: row.edition,
  title: { en: row.titleEn, fr: row.titleFr },
  body: { en: row.bodyEn, fr: row.bodyFr },
  jurisdictionCode: row.jurisdictionCode,
  source: row.source,
  validFrom: row.validFrom,
  validTo: row.validTo,
});

/** A version that was in force on a day; refuses as `invalid` when it was not. */
export async function ruleInForce(tx: Tx, id: string, on: string): Promise<RuleRow> {
  const row = found(await ruleById(tx, id), 'supply.noSuchRule');
  if (row.validFrom > on || (row.validTo !== null && row.validTo <= on))
    throw refuse('invalid', 'supply.notInForce', { edition: row.edition, day: on });
  return row;
}

/** Publishes a version; the open one before it ends on its first day. */
export const publishRule: Cases['publishRule'] = async (tx, input) => {
  const organisationId = await mySite(tx, input.siteId);
  await knownJurisdiction(tx, input.jurisdictionCode);
  if (input.body.en === '' && input.body.fr === '') throw refuse('invalid', 'supply.ruleSaysNothing');
  const before = await openRule(tx, organisationId, input.code);
  if (before !== undefined && before.id !== input.id) {
    if (before.validFrom >= input.validFrom)
      throw refuse('conflict', 'supply.laterVersionThere', {
        edition: before.edition,
        day: before.validFrom,
      });
    await closeRule(tx, before.id, before.version, input.validFrom);
  }
  const isNew = await insertRule(tx, {
    id: input.id,
    organisationId,
    kind: input.kind,
    code: input.code,
    edition: input.edition,
    titleEn: input.title.en,
    titleFr: input.title.fr,
    bodyEn: input.body.en,
    bodyFr: input.body.fr,
    jurisdictionCode: input.jurisdictionCode,
    source: input.source,
    validFrom: input.validFrom,
  });
  if (!isNew) throw refuse('conflict', 'supply.editionThere', { edition: input.edition });
  tx.emit('supply.rulePublished', input.id, { siteId: input.siteId });
  return { id: input.id, version: 1 };
};

/** Ends a version on a day. */
export const endRule: Cases['endRule'] = async (tx, { id, version, validTo }) => {
  const row = found(await ruleById(tx, id), 'supply.noSuchRule');
  if (!tx.actor.organisationIds.includes(row.organisationId)) throw refuse('missing', 'supply.noSuchRule');
  if (validTo < row.validFrom) throw refuse('invalid', 'supply.endsBeforeItBegan');
  if ((await closeRule(tx, id, version, validTo)) !== 1)
    throw refuse('conflict', 'supply.ruleChanged', { current: { version: row.version } });
  return { id, version: version + 1 };
};

/** The versions of a site's organisation. */
export const listRules: Cases['listRules'] = async (tx, { siteId, on }) => ({
  rows: (await rulesOf(tx, await mySite(tx, siteId), on)).map(showRule),
});
