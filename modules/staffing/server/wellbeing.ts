import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { staffing } from '../contract.ts';
import { weekOf } from '../model.ts';
import { listsOf } from './lists.ts';
import { siteOf, today } from './postQueries.ts';
import * as rows from './wellbeingQueries.ts';

type Cases = UseCases<typeof staffing.operations>;
type Answers = Readonly<Record<string, number>>;

/** What somebody said in a week, as it is sealed. */
type Said = { readonly answers: Answers; readonly note: string };

const place = 'staffing.check_in.answers';

/** Opens what the actor said, with the actor's own key. */
async function opened(tx: Tx, own: readonly rows.CheckInRow[]): Promise<Said[]> {
  const texts = await openMany(
    tx,
    own.map((row) => ({ subjectId: tx.actor.accountId, place, rowId: row.id, bytes: row.sealed })),
  );
  return texts.map((text) => JSON.parse(text ?? '{"answers":{},"note":""}') as Said);
}

const sealedAs = (tx: Tx, id: string, said: Said) =>
  seal(tx, tx.actor.accountId, place, id, JSON.stringify(said));

/** Brings the team's sums from what was answered before to what is answered now. */
async function addUp(tx: Tx, at: { siteId: string; weekOn: string }, before: Answers, now: Answers) {
  for (const question of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const answered = (question in now ? 1 : 0) - (question in before ? 1 : 0);
    const total = (now[question] ?? 0) - (before[question] ?? 0);
    if (answered !== 0 || total !== 0) await rows.tally(tx, { ...at, question }, { answered, total });
  }
}

/** Says how this week is; said again, it takes the place of what was said. */
export const checkIn: Cases['checkIn'] = async (tx, { id, siteId, answers, note = '' }) => {
  if (!tx.actor.siteIds.includes(siteId)) throw refuse('forbidden', 'staffing.notYourTeam');
  const { questions } = await listsOf(tx);
  const unknown = Object.keys(answers).find((code) => !questions.includes(code));
  if (unknown !== undefined) throw refuse('invalid', 'staffing.unknownCode', { code: unknown });
  const weekOn = weekOf(await today(tx));
  const there = await rows.myWeek(tx, weekOn);
  if (there === undefined) {
    await rows.insertRow(tx, { id, siteId, weekOn, sealed: await sealedAs(tx, id, { answers, note }) });
    await addUp(tx, { siteId, weekOn }, {}, answers);
    return { id, version: 1 };
  }
  if (there.siteId !== siteId) throw refuse('conflict', 'staffing.otherTeamThisWeek');
  const [before] = await opened(tx, [there]);
  await rows.updateRow(tx, { id: there.id, sealed: await sealedAs(tx, there.id, { answers, note }) });
  await addUp(tx, { siteId, weekOn }, before?.answers ?? {}, answers);
  return { id: there.id, version: there.version + 1 };
};

/** Takes back what the actor said; an average that was told stays as it was. */
export const takeBackCheckIn: Cases['takeBackCheckIn'] = async (tx, { id }) => {
  const row = found(await rows.myRow(tx, id), 'staffing.noSuchCheckIn');
  if (row.weekOn === weekOf(await today(tx))) {
    const [before] = await opened(tx, [row]);
    await addUp(tx, row, before?.answers ?? {}, {});
  }
  await rows.removeRow(tx, id);
  return { id, version: row.version };
};

/** What the actor said in the last weeks. */
export const myCheckIns: Cases['myCheckIns'] = async (tx) => {
  const own = await rows.myRows(tx);
  const said = await opened(tx, own);
  return {
    week: weekOf(await today(tx)),
    rows: own.map(({ sealed: _sealed, ...row }, index) => ({
      ...row,
      answers: said[index]?.answers ?? {},
      note: said[index]?.note ?? '',
    })),
  };
};

/** The averages of a team that may be told. */
export const teamWeeks: Cases['teamWeeks'] = async (tx, { siteId }) => {
  found(await siteOf(tx, siteId), 'staffing.noSuchSite');
  return { rows: await rows.teamAverages(tx, siteId) };
};
