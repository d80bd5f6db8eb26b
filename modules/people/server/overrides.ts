import { newId } from '../../../kernel/id.ts';
import { cutPage } from '../../../kernel/page.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { people } from '../contract.ts';
import { overrideMinutes } from '../model.ts';
import {
  closeLink,
  insertLink,
  insertOverride,
  overrideById,
  overridesPage,
  storeVerdict,
} from './overrideQueries.ts';
import { clientById } from './queries.ts';

type Cases = UseCases<typeof people.operations>;

const reasonPlace = 'people.override.reason_sealed';

/** Takes access for an hour. Somebody the client has blocked by name gets the answer that an unknown client gets. */
export const breakGlass: Cases['breakGlass'] = async (tx, input) => {
  const id = input.id ?? newId();
  const reason = await seal(tx, input.clientId, reasonPlace, id, input.reason);
  const made = await insertOverride(tx, {
    id,
    clientId: input.clientId,
    code: input.reasonCode,
    reason,
    minutes: overrideMinutes,
  });
  if (made !== 1) throw refuse('missing', 'people.noSuchClient');
  tx.note({
    operation: 'people.breakGlass',
    action: 'execute',
    subjects: [input.clientId],
    reason: input.reasonCode,
    override: id,
  });
  tx.emit('people.glassBroken', input.clientId, { overrideId: id, reasonCode: input.reasonCode });
  return { id, version: 1 };
};

/** Overrides for the privacy officer, with the reasons given. */
export const listOverrides: Cases['listOverrides'] = async (tx, input) => {
  const after = Number(input.after ?? 0) || 0;
  const rows = await overridesPage(tx, after, input.limit);
  const page = cutPage(rows, input.limit, () => String(after + input.limit));
  const reasons = await openMany(
    tx,
    page.rows.map((row) => ({
      subjectId: row.clientId,
      place: reasonPlace,
      rowId: row.id,
      bytes: row.reasonSealed,
    })),
  );
  const names = await namesOf(
    tx,
    page.rows.map((row) => row.accountId),
  );
  return {
    ...page,
    rows: page.rows.map(({ reasonSealed: _sealed, ...row }, index) => ({
      ...row,
      accountName: names.get(row.accountId) ?? '',
      reason: reasons[index] ?? '',
      startedAt: row.startedAt.toISOString(),
      endsAt: row.endsAt.toISOString(),
    })),
  };
};

/** The privacy officer's verdict; nobody reviews their own override. */
export const reviewOverride: Cases['reviewOverride'] = async (tx, input) => {
  const override = found(await overrideById(tx, input.id), 'people.noSuchOverride');
  if (override.accountId === tx.actor.accountId) throw refuse('forbidden', 'people.ownOverride');
  if ((await storeVerdict(tx, input)) !== 1)
    throw refuse('conflict', 'people.overrideChanged', { version: override.version });
  tx.note({
    operation: 'people.reviewOverride',
    action: 'create',
    subjects: [override.clientId],
    override: input.id,
  });
  tx.emit('people.overrideReviewed', override.clientId, { overrideId: input.id, verdict: input.verdict });
  return { id: input.id, version: input.version + 1 };
};

/** Records that two records are the same person. */
export const linkDuplicates: Cases['linkDuplicates'] = async (tx, input) => {
  const client = found(await clientById(tx, input.clientId), 'people.noSuchClient');
  found(await clientById(tx, input.otherId), 'people.noSuchClient');
  if (input.clientId === input.otherId) throw refuse('invalid', 'people.sameRecord');
  const id = input.id ?? newId();
  if ((await insertLink(tx, { ...input, id }, client.organisationId)) !== 1)
    throw refuse('conflict', 'people.linkedAlready');
  tx.emit('people.duplicatesLinked', input.clientId, { otherId: input.otherId });
  return { id, version: 1 };
};

/** Takes back that two records are the same person. */
export const unlinkDuplicates: Cases['unlinkDuplicates'] = async (tx, input) => {
  found(await clientById(tx, input.clientId), 'people.noSuchClient');
  if ((await closeLink(tx, input)) !== 1) throw refuse('conflict', 'people.linkChanged');
  tx.emit('people.duplicatesUnlinked', input.clientId, { linkId: input.id });
  return { id: input.id, version: input.version + 1 };
};
