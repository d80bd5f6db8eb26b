import type { Around } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Entry } from '../../shapes.ts';
import { forgetDevices } from '../queries/session.ts';
import { makeSession } from '../session.ts';

/** The actor is in: a new session, its cookie, and an audit event. */
export async function arrive(tx: Tx, around: Around, operation: string): Promise<Entry> {
  await forgetDevices(tx);
  const { token } = await makeSession(tx, { device: around.device });
  around.setSession(token);
  tx.note({ operation: `identity.${operation}`, action: 'execute', subjects: [tx.actor.accountId] });
  return { outcome: 'in' };
}
