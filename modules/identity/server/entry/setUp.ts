import { createHash, timingSafeEqual } from 'node:crypto';
import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { UseCase } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { identity } from '../../contract.ts';
import { codeFor } from '../../model.ts';
import { actorOf, enter } from '../enter.ts';
import { founder, foundCommunity, makeAccount, makeOrganisation, makeSite } from '../found.ts';
import { anyPerson, begunCommunity, nameCommunity, oneSetUpAtATime } from '../queries/place.ts';
import { signInSettings } from '../settings.ts';
import { arrive } from './arrive.ts';
import { placeOf } from './origin.ts';
import { offerPasskey } from './passkey.ts';
import { proposeSecret } from './totp.ts';
import { remember } from './tries.ts';
import { checkWay, keepWay } from './way.ts';

type Ops = (typeof identity)['operations'];

const digest = (text: string) =>
  createHash('sha256')
    .update(text.replace(/[^A-Za-z0-9]/g, '').toUpperCase())
    .digest();

/** Whether a code (too long to guess) is the one the server gave to whoever started it, on an installation that is still empty. */
async function mayBegin(tx: Tx, code: string): Promise<boolean> {
  const { setUpCode } = signInSettings();
  return (
    setUpCode !== undefined && timingSafeEqual(digest(code), digest(setUpCode)) && !(await anyPerson(tx))
  );
}

/** Gives what the first steward needs to choose a way to sign in. */
export const setUpOptions: UseCase<Ops['setUpOptions']> = async (tx, input) => {
  if (!(await mayBegin(tx, input.code))) return { outcome: 'refused' };
  return {
    outcome: 'in',
    options: { ...(await offerPasskey(tx, placeOf(input.origin), input)) },
    totp: proposeSecret(input.email),
  };
};

const both = (name: string) => ({ en: name, fr: name });

/** Founds the community, or takes over the one that the console began by importing into it. */
async function begin(tx: Tx, community: { name: string; timeZone: string }): Promise<Tx> {
  const begun = await begunCommunity(tx);
  const named = { name: both(community.name), timeZone: community.timeZone };
  if (begun) {
    const founding = await enter(tx, actorOf(begun.communityId, begun.systemId, ['system']));
    await nameCommunity(founding, named);
    return founding;
  }
  const founding = await enter(tx, founder(newId()));
  await foundCommunity(founding, { code: codeFor(community.name, []), ...named });
  return founding;
}

/** Sets a new installation up, once: whoever comes second is refused. */
export const setUpFirst: UseCase<Ops['setUpFirst']> = async (tx, input, around) => {
  const { person, community } = input;
  await oneSetUpAtATime(tx);
  if (!(await mayBegin(tx, input.code))) return { outcome: 'refused' };
  if (!Intl.supportedValuesOf('timeZone').includes(community.timeZone))
    throw refuse('invalid', 'identity.timeZoneUnknown');
  const way = await checkWay(tx, input.way, { own: [person.name, person.email], twofold: true });
  const founding = await begin(tx, community);
  const organisationId = await makeOrganisation(founding, {
    code: codeFor(input.organisation, []),
    name: both(input.organisation),
  });
  await makeSite(founding, { organisationId, code: codeFor(input.site, []), name: both(input.site) });
  const accountId = await makeAccount(founding, { ...person, roles: [{ role: 'steward' }] });
  const inside = await enter(tx, actorOf(founding.actor.communityId, accountId));
  await keepWay(inside, way, around);
  await remember(inside, { address: around.address, device: input.device });
  return arrive(inside, around, 'setUpFirst');
};
