import type { InputOf } from '../../../../kernel/contract.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { programOf, theClient } from '../../../pathway/server/index.ts';
import { lockedBeside } from '../../../people/model.ts';
import { placeLock } from '../../../people/server/index.ts';
import { latestDefinitions } from '../../../vocabulary/server/index.ts';
import type { care } from '../../contract.ts';
import { type Lockable, lockableContact, lockableForm, lockableProgram } from './queries.ts';

type What = InputOf<typeof care.operations.lockRecord>['what'];

/** What is to be locked, when the actor may see it. */
function lockable(tx: Tx, clientId: string, what: What): Promise<Lockable | undefined> {
  if (what.about === 'contact') return lockableContact(tx, clientId, what.recordId);
  if (what.about === 'form') return lockableForm(tx, clientId, what.recordId);
  return lockableProgram(tx, { clientId, siteId: what.siteId, programCode: what.programCode });
}

/** The classes of data a program keeps beside its notes: those of the modules whose records its measures count. */
async function classesBeside(tx: Tx, programCode: string): Promise<string[]> {
  const { measures } = await programOf(tx, programCode);
  const all = await latestDefinitions(tx, 'measure');
  const counted = all.filter((one) => measures.includes(one.key)).map((one) => one.rows.view.split('.')[0]);
  return lockedBeside.filter((name) => counted.includes(name));
}

/** Locks a record. Only those of its site, and whoever wrote it, may; they and its authors stay inside. */
export const lockRecord: UseCases<typeof care.operations>['lockRecord'] = async (tx, input) => {
  const { id, clientId, what } = input;
  await theClient(tx, clientId);
  const { siteId, organisationId, dataClass, authorIds } = found(
    await lockable(tx, clientId, what),
    'care.nothingToLock',
  );
  const me = tx.actor.accountId;
  const careSites = tx.actor.roles.filter(({ role }) => role !== 'lead').map((held) => held.siteId);
  if (!careSites.includes(siteId) && !authorIds.includes(me))
    throw refuse('forbidden', 'care.notYoursToLock');
  const program = what.about === 'program' ? what.programCode : null;
  await placeLock(
    tx,
    {
      id,
      clientId,
      siteId,
      organisationId,
      about: what.about,
      recordId: what.about === 'program' ? null : what.recordId,
      recordClass: dataClass,
      programCode: program,
      dataClasses: program === null ? [] : await classesBeside(tx, program),
      team: input.team ?? null,
      accountIds: [...new Set([me, ...authorIds, ...input.accountIds])],
    },
    input.reason,
  );
  return { id, version: 1 };
};
