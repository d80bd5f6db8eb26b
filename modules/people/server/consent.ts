import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { people } from '../contract.ts';
import { closeCircle, closeDirective, insertCircle, insertDirective, sightOfAll } from './consentQueries.ts';
import { byTeam } from './consequence.ts';
import { clientById } from './queries.ts';

type Cases = UseCases<typeof people.operations>;

const theClient = async (tx: Tx, clientId: string) =>
  found(await clientById(tx, clientId), 'people.noSuchClient');

/** The organisation a record of the actor about this client is kept by: theirs, or the client's own when they have several. */
const keptBy = (tx: Tx, organisationId: string): string =>
  tx.actor.organisationIds.includes(organisationId)
    ? organisationId
    : (tx.actor.organisationIds[0] ?? organisationId);

/** Who would gain and lose what, were the directive given. */
export const previewDirective: Cases['previewDirective'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  return byTeam(tx, await sightOfAll(tx, input.clientId, input, null));
};

/** Who would gain and lose what, were the directive ended. */
export const previewEnding: Cases['previewEnding'] = async (tx, { clientId, id }) => {
  await theClient(tx, clientId);
  return byTeam(tx, await sightOfAll(tx, clientId, null, id));
};

/** Records a directive. One that shuts its writer out is recorded all the same: it is the client's word. */
export const giveDirective: Cases['giveDirective'] = async (tx, input) => {
  const client = await theClient(tx, input.clientId);
  const id = input.id ?? newId();
  await insertDirective(tx, { ...input, id }, keptBy(tx, client.organisationId));
  tx.emit('people.directiveGiven', input.clientId, {
    directiveId: id,
    effect: input.effect,
    dataClass: input.dataClass,
  });
  return { id, version: 1 };
};

/** Ends a directive from now on. */
export const endDirective: Cases['endDirective'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  if ((await closeDirective(tx, input)) !== 1) throw refuse('conflict', 'people.directiveChanged');
  tx.emit('people.directiveEnded', input.clientId, { directiveId: input.id });
  return { id: input.id, version: input.version + 1 };
};

/** Brings a site or a person into the circle of a client; nothing changes when they are in it already. Other modules use this too (a referral brings its site). */
export async function bringIntoCircle(
  tx: Tx,
  given: {
    id?: string | undefined;
    clientId: string;
    siteId?: string | undefined;
    accountId?: string | undefined;
    kind: string;
  },
): Promise<{ id: string; joined: boolean }> {
  const id = given.id ?? newId();
  const joined = (await insertCircle(tx, { ...given, id })) === 1;
  if (joined) tx.emit('people.circleJoined', given.clientId, { circleId: id, kind: given.kind });
  return { id, joined };
}

/** Brings a site or a person into the circle. */
export const joinCircle: Cases['joinCircle'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  const { id, joined } = await bringIntoCircle(tx, input);
  if (!joined) throw refuse('conflict', 'people.inCircleAlready');
  return { id, version: 1 };
};

/** Ends a relationship. */
export const leaveCircle: Cases['leaveCircle'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  if ((await closeCircle(tx, input)) !== 1) throw refuse('conflict', 'people.circleChanged');
  tx.emit('people.circleLeft', input.clientId, { circleId: input.id });
  return { id: input.id, version: input.version + 1 };
};
