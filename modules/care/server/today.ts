import { addDays } from '../../../kernel/time.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { calledNames, waitingReferrals } from '../../pathway/server/index.ts';
import type { care } from '../contract.ts';
import { recentClients, todayHere } from './contactQueries.ts';
import { tasksDue } from './taskQueries.ts';
import { taskLines } from './tasks.ts';

/** How far ahead the day looks, in days, and how much of each list it shows. */
const ahead = 7;
const most = { tasks: 50, recent: 8, referrals: 20 };

/** The day of whoever asks. Recent clients whose name may no longer be seen are left out. */
export const today: UseCases<typeof care.operations>['today'] = async (tx) => {
  const day = await todayHere(tx);
  const recent = (await recentClients(tx, most.recent))
    .sort((left, right) => right.lastAt.getTime() - left.lastAt.getTime())
    .slice(0, most.recent);
  const nameOf = await calledNames(
    tx,
    recent.map((row) => row.clientId),
  );
  return {
    today: day,
    tasks: await taskLines(tx, await tasksDue(tx, addDays(day, ahead), most.tasks)),
    recent: recent
      .map((row) => ({ ...row, clientName: nameOf(row.clientId), lastAt: row.lastAt.toISOString() }))
      .filter((row) => row.clientName !== ''),
    referrals: await waitingReferrals(tx, most.referrals),
  };
};
