import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { programAt } from '../../pathway/server/index.ts';
import type { staffing } from '../contract.ts';
import { knownIn, listsOf } from './lists.ts';
import * as rows from './postQueries.ts';

type Cases = UseCases<typeof staffing.operations>;

/** Refuses whoever does not answer for the people of a site; a site of another community is missing. */
export async function answersFor(tx: Tx, siteId: string): Promise<{ organisationId: string }> {
  const site = found(await rows.siteOf(tx, siteId), 'staffing.noSuchSite');
  if (!(await rows.runsSite(tx, siteId))) throw refuse('forbidden', 'staffing.notYourSite');
  return site;
}

/** A post carries hours unless it is called in when needed. */
function fits(kind: string, fte: number): void {
  if ((kind === 'casual') !== (fte === 0)) throw refuse('invalid', 'staffing.hoursMissing');
}

async function thePost(tx: Tx, id: string): Promise<rows.PositionRow> {
  return found(await rows.positionById(tx, id), 'staffing.noSuchPost');
}

async function theHolding(tx: Tx, id: string): Promise<rows.HoldingRow> {
  const holding = found(await rows.holdingById(tx, id), 'staffing.noSuchHolding');
  await answersFor(tx, holding.siteId);
  return holding;
}

/** Opens a post of a role that the program has. */
export const openPosition: Cases['openPosition'] = async (tx, input) => {
  const { organisationId } = await answersFor(tx, input.siteId);
  fits(input.kind, input.fte);
  const program = await programAt(tx, input.siteId, input.programCode);
  if (!program.roles.some((role) => role.code === input.roleCode))
    throw refuse('invalid', 'staffing.unknownCode', { code: input.roleCode });
  await rows.insertPosition(tx, { ...input, organisationId });
  tx.emit('staffing.positionOpened', input.id, { siteId: input.siteId, roleCode: input.roleCode });
  return { id: input.id, version: 1 };
};

/** Corrects a post. */
export const changePosition: Cases['changePosition'] = async (tx, input) => {
  const post = await thePost(tx, input.id);
  fits(input.kind, input.fte);
  if (!(await rows.updatePosition(tx, { ...input, closedOn: post.closedOn })))
    throw refuse('conflict', 'staffing.postChanged');
  return { id: input.id, version: input.version + 1 };
};

/** Closes a post that nobody holds from that day on. */
export const closePosition: Cases['closePosition'] = async (tx, { id, version, closedOn }) => {
  const post = await thePost(tx, id);
  if (closedOn < post.openedOn) throw refuse('invalid', 'staffing.endsBeforeItBegins');
  const holders = await rows.holdingsOf(tx, id);
  if (holders.some((one) => one.toOn === null || one.toOn > closedOn))
    throw refuse('conflict', 'staffing.stillHeld');
  if (!(await rows.updatePosition(tx, { ...post, version, closedOn })))
    throw refuse('conflict', 'staffing.postChanged');
  return { id, version: version + 1 };
};

/** Fills an empty post. The row is locked, so two fillings at once cannot overlap. */
export const fillPosition: Cases['fillPosition'] = async (tx, { id, positionId, accountId, fromOn }) => {
  const post = await thePost(tx, positionId);
  if (fromOn < post.openedOn || (post.closedOn !== null && fromOn >= post.closedOn))
    throw refuse('invalid', 'staffing.postNotThere');
  const holders = await rows.holdingsOf(tx, positionId);
  if (holders.some((one) => one.toOn === null || one.toOn > fromOn))
    throw refuse('conflict', 'staffing.stillHeld');
  if (accountId !== undefined && !(await rows.isPerson(tx, accountId)))
    throw refuse('missing', 'staffing.noSuchPerson');
  const { siteId, organisationId } = post;
  await rows.insertHolding(tx, {
    id,
    positionId,
    siteId,
    organisationId,
    accountId: accountId ?? null,
    fromOn,
  });
  tx.emit('staffing.positionFilled', positionId, { siteId });
  return { id, version: 1 };
};

/** Ends a holding; an open leave ends with it. */
export const endHolding: Cases['endHolding'] = async (tx, { id, version, toOn, endCode }) => {
  const holding = await theHolding(tx, id);
  if (toOn < holding.fromOn) throw refuse('invalid', 'staffing.endsBeforeItBegins');
  const leaves = knownIn(await listsOf(tx), 'ending', endCode).facts?.['leaves'] === true;
  if (!(await rows.endHoldingRow(tx, { id, version, toOn, endCode, leaves })))
    throw refuse('conflict', 'staffing.postChanged');
  for (const leave of await rows.leavesOf(tx, id))
    if (leave.toOn === null && leave.fromOn <= toOn)
      await rows.endLeaveRow(tx, { id: leave.id, version: leave.version, toOn });
  tx.emit('staffing.positionLeft', holding.positionId, { siteId: holding.siteId, leaves });
  return { id, version: version + 1 };
};

/** Begins a leave that lies within the holding and overlaps no other. */
export const startLeave: Cases['startLeave'] = async (tx, { id, holdingId, fromOn, toOn }) => {
  const holding = await theHolding(tx, holdingId);
  if (toOn !== undefined && toOn <= fromOn) throw refuse('invalid', 'staffing.endsBeforeItBegins');
  if (fromOn < holding.fromOn || (holding.toOn !== null && fromOn >= holding.toOn))
    throw refuse('invalid', 'staffing.notHeldThen');
  await thePost(tx, holding.positionId);
  const others = await rows.leavesOf(tx, holdingId);
  if (
    others.some(
      (one) => (toOn === undefined || one.fromOn < toOn) && (one.toOn === null || fromOn < one.toOn),
    )
  )
    throw refuse('conflict', 'staffing.awayAlready');
  const { siteId, organisationId } = holding;
  await rows.insertLeave(tx, { id, holdingId, siteId, organisationId, fromOn, toOn: toOn ?? null });
  return { id, version: 1 };
};

/** Ends a leave, or moves its end. */
export const endLeave: Cases['endLeave'] = async (tx, { id, version, toOn }) => {
  if (!(await rows.endLeaveRow(tx, { id, version, toOn }))) throw refuse('conflict', 'staffing.postChanged');
  return { id, version: version + 1 };
};
