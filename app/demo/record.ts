import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import record from './record.json' with { type: 'json' };

type Role = keyof typeof record.people;

/** What the record of the demo is told with: who says something, and the clients it is about. */
type Keeping = {
  readonly as: (role: Role) => Actor;
  readonly say: (by: Role, operation: string, input: object) => Promise<{ id: string; version: number }>;
  readonly clients: readonly string[];
  readonly siteId: string;
  readonly today: string;
};

/** The actor of a demo account at one site, with the role they hold there. */
function personAt(community: DemoCommunity, role: Role, siteId: string): Actor {
  const site = community.sites.find((one) => one.id === siteId);
  const everywhere = role === 'steward';
  return {
    ...community.actor,
    accountId: community.byEmail.get(record.people[role]) ?? community.actor.accountId,
    roles: [{ role, siteId: everywhere ? null : siteId, studyId: null }],
    siteIds: everywhere ? [] : [siteId],
    organisationIds: site && !everywhere ? [site.organisationId] : [],
  };
}

async function keepCrises({ say, clients, siteId, today }: Keeping): Promise<void> {
  for (const { by, ...line } of record.lines) {
    const week = { days: [1, 2, 3, 4, 5, 6, 7], opensAt: null, closesAt: null };
    await say(by as Role, 'care.keepCrisisLine', {
      id: newId(),
      version: 0,
      siteId: by === 'steward' ? null : siteId,
      ...week,
      ...line,
    });
  }
  for (const { client, by, ...alert } of record.alerts)
    await say(by as Role, 'care.raiseAlert', { id: newId(), clientId: clients[client], ...alert });
  for (const { client, by, words } of record.plans)
    await say(by as Role, 'care.writeSafetyPlan', {
      id: newId(),
      clientId: clients[client],
      version: 0,
      words,
      reviewedOn: addDays(today, -20),
    });
  for (const { client, by, daysAgo, ...crisis } of record.crises)
    await say(by as Role, 'care.recordCrisis', {
      id: newId(),
      clientId: clients[client],
      happenedAt: `${addDays(today, -daysAgo)}T17:30:00Z`,
      ...crisis,
    });
}

async function keepGroups({ say, clients, siteId, today }: Keeping): Promise<void> {
  for (const { by, daysAgo, clients: present, ...session } of record.sessions)
    await say(by as Role, 'care.recordSession', {
      id: newId(),
      siteId,
      programCode: record.program,
      heldAt: `${addDays(today, -daysAgo)}T19:00:00Z`,
      attendees: present.map((at) => ({ contactId: newId(), clientId: clients[at] })),
      ...session,
    });
}

/** A case conference to come, with one question settled at the last one, and a hand-over that waits for an answer. */
async function keepTeamwork({ as, say, clients, siteId, today }: Keeping): Promise<void> {
  const [last, next] = [newId(), newId()];
  await say('coordinator', 'care.planConference', { id: last, siteId, heldOn: addDays(today, -12) });
  await say('coordinator', 'care.planConference', { id: next, siteId, heldOn: addDays(today, 2) });
  for (const { client, by, question, decision } of record.questions) {
    const [id, clientId, conferenceId] = [newId(), clients[client], decision ? last : next];
    await say(by as Role, 'care.askConference', { id, conferenceId, clientId, question });
    if (!decision) continue;
    const whose = { accountId: as('worker').accountId };
    const step = { taskId: newId(), dueOn: addDays(today, 1), whose };
    await say('clinician', 'care.decideInConference', {
      id,
      conferenceId,
      clientId,
      version: 1,
      decision,
      ...step,
    });
  }
  const accountIds = [as('worker').accountId, as('clinician').accountId, as('coordinator').accountId];
  await say('coordinator', 'care.holdConference', { id: last, version: 1, minutes: 45, accountIds });
  const toAccountId = as('worker').accountId;
  await say('clinician', 'care.addTask', {
    clientId: clients[3],
    programCode: record.program,
    step: { id: newId(), words: record.handOver.step, dueOn: addDays(today, 4) },
  });
  const { note } = record.handOver;
  await say('clinician', 'care.offerHandOver', {
    id: newId(),
    toAccountId,
    siteId,
    note,
    untilOn: addDays(today, 8),
  });
}

/** A walk that both teams wrote down on their own devices: whether it was one visit is left for a person to say. */
async function keepVisit({ say, clients, today }: Keeping): Promise<void> {
  const { visit } = record;
  const { client, kindCode, placeCode, minutes } = visit;
  for (const { by, at, note } of visit.notes)
    await say(by as Role, 'care.recordContact', {
      id: newId(),
      clientId: clients[client],
      programCode: record.program,
      occurredAt: `${addDays(today, -1)}T${at}Z`,
      kindCode,
      placeCode,
      minutes,
      note,
    });
}

/** A note that the health team keeps to itself: everybody else learns that something is locked. */
async function keepLock({ say, clients, today }: Keeping): Promise<void> {
  const { by, team, note, reason, ...codes } = record.locked;
  const clientId = clients.at(-1);
  const recordId = newId();
  await say(by as Role, 'care.recordContact', {
    id: recordId,
    clientId,
    programCode: record.program,
    occurredAt: `${addDays(today, -2)}T20:00:00Z`,
    note,
    ...codes,
  });
  const what = { about: 'contact', recordId };
  await say(by as Role, 'care.lockRecord', { id: newId(), clientId, what, team, reason });
}

/** Keeps the shared record of one demo site as its teams would: through the doors, each thing by the person whose work it is. */
export async function keepRecord(
  installation: Installation,
  communities: readonly DemoCommunity[],
  today: string,
): Promise<void> {
  const community = communities.find((one) => one.code === record.community);
  const siteId = community?.sites.find((one) => one.code === record.site)?.id;
  if (!community || siteId === undefined) return;
  const as = (role: Role) => personAt(community, role, siteId);
  const say = (by: Role, operation: string, input: object) =>
    ask<{ id: string; version: number }>(installation, { actor: as(by), operation, input, files: [] });
  const { recent } = await ask<{ recent: { clientId: string }[] }>(installation, {
    actor: as('worker'),
    operation: 'care.today',
    input: {},
    files: [],
  });
  const clients = recent.map((row) => row.clientId);
  if (clients.length < 4) return;
  const keeping = { as, say, clients, siteId, today };
  await keepCrises(keeping);
  await keepTeamwork(keeping);
  await keepVisit(keeping);
  await keepGroups(keeping);
  await keepLock(keeping);
}
