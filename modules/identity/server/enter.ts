import type { Actor, DatabaseRole, Tx } from '../../../kernel/server/scope.ts';
import { takeRole } from './queries/session.ts';

/** Somebody who acts before they have a session: the person a proof belongs to, or the system account of a community. */
export function actorOf(communityId: string, accountId: string, roles: readonly string[] = []): Actor {
  return {
    accountId,
    communityId,
    sessionId: null,
    locale: 'en',
    roles: roles.map((role) => ({ role, siteId: null, studyId: null })),
    siteIds: [],
    organisationIds: [],
    steppedUpAt: null,
  };
}

/** From here on the transaction of the door is this actor's, under the same policies as any request of theirs; or the door's again. */
export async function enter(tx: Tx, actor: Actor, role: DatabaseRole = 'tributary_app'): Promise<Tx> {
  await takeRole(tx, actor, role);
  return {
    actor,
    now: tx.now,
    many: (query) => tx.many(query),
    maybe: (query) => tx.maybe(query),
    one: (query) => tx.one(query),
    run: (query) => tx.run(query),
    write: (query) => tx.write(query),
    count: (query) => tx.count(query),
    emit: (name, subject, facts) => tx.emit(name, subject, facts),
    note: (entry) => tx.note(entry),
  };
}
