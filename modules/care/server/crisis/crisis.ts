import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { ParsedOf } from '../../../../kernel/contract.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { addDays } from '../../../../kernel/time.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { recordedAt, theClient } from '../../../pathway/server/index.ts';
import { calledBy } from '../../../people/model.ts';
import { identitiesOf } from '../../../people/server/index.ts';
import type { care } from '../../contract.ts';
import { liesAhead, noteClassOf, type OwnStep, teamAt } from '../../model.ts';
import { todayHere } from '../contactQueries.ts';
import { type Recorded, safetyPlansOf } from '../planQueries.ts';
import { insertTask } from '../taskQueries.ts';
import { alertLines } from './alerts.ts';
import { crisesOf, crisisAuthor, insertCrisis, insertLine, linesFor, replaceLine } from './queries.ts';

type Cases = UseCases<typeof care.operations>;
const notePlace = 'care.crisis.note';
const planPlace = 'care.safety_plan.words';

/** Everything at hand in a crisis, in one question. */
export const crisisSheet: Cases['crisisSheet'] = async (tx, { clientId }) => {
  const home = await theClient(tx, clientId);
  const identity = (await identitiesOf(tx, [clientId], ['name', 'preferred_name', 'phone'])).get(clientId);
  const plans = await safetyPlansOf(tx, clientId);
  const past = await crisesOf(tx, clientId);
  const texts = await openMany(tx, [
    ...plans.map((row) => ({ subjectId: clientId, place: planPlace, rowId: row.id, bytes: row.words })),
    ...past.map((row) => ({ subjectId: clientId, place: notePlace, rowId: row.id, bytes: row.note })),
  ]);
  const names = await namesOf(
    tx,
    past.map((row) => row.authorId),
  );
  return {
    clientName: calledBy(identity ?? {}),
    phone: identity?.phone ?? null,
    alerts: await alertLines(tx, clientId),
    plans: plans.map(({ id, reviewedOn, organisationId }, index) => ({
      id,
      reviewedOn,
      words: texts[index] ?? null,
      mine: tx.actor.organisationIds.includes(organisationId),
    })),
    lines: await linesFor(tx, [...tx.actor.siteIds, home.siteId], tx.now),
    past: past.map(({ authorId, ...row }, index) => ({
      ...row,
      happenedAt: row.happenedAt.toISOString(),
      authorName: names.get(authorId) ?? '',
      note: texts[plans.length + index] ?? null,
    })),
  };
};

type Following = Recorded & { readonly dataClass: string };

/** A next step the record makes by itself: the author's own, or a team's. */
async function follow(
  tx: Tx,
  at: Following,
  step: { code: OwnStep; dueOn: string; team: 'clinician' | null },
): Promise<string> {
  const id = newId();
  await insertTask(tx, {
    ...at,
    id,
    contactId: null,
    programCode: null,
    stepCode: step.code,
    words: null,
    dueOn: step.dueOn,
    ownerTeam: step.team,
    ownerId: step.team === null ? tx.actor.accountId : null,
  });
  return id;
}

async function writeCrisis(
  tx: Tx,
  input: ParsedOf<typeof care.operations.recordCrisis>,
  at: Following & { team: string },
): Promise<void> {
  const { id, clientId, happenedAt, done, escalate } = input;
  const today = await todayHere(tx);
  const followUpId = await follow(tx, at, {
    code: 'care.crisis-follow-up',
    dueOn: addDays(today, 1),
    team: null,
  });
  if (escalate) await follow(tx, at, { code: 'care.crisis-now', dueOn: today, team: 'clinician' });
  const note = input.note ? await seal(tx, clientId, notePlace, id, input.note) : null;
  const written = await insertCrisis(tx, {
    ...at,
    id,
    happenedAt,
    done: [...new Set(done)],
    escalated: escalate,
    note,
    followUpId,
  });
  if (!written) throw refuse('conflict', 'care.idTaken');
}

/** Records what was done in a crisis, and sees to it that somebody asks again tomorrow. */
export const recordCrisis: Cases['recordCrisis'] = async (tx, input) => {
  const { id, clientId } = input;
  const { siteId, organisationId } = await recordedAt(tx, clientId);
  if (liesAhead(new Date(input.happenedAt), tx.now)) throw refuse('invalid', 'care.inTheFuture');
  const before = await crisisAuthor(tx, clientId, id);
  if (before?.authorId === tx.actor.accountId) return { id, version: 1 };
  const team = teamAt(tx.actor.roles, siteId);
  const at = { clientId, siteId, organisationId, dataClass: noteClassOf(team), team };
  await writeCrisis(tx, input, at);
  tx.emit('care.crisisRecorded', id, { clientId, siteId, escalated: input.escalate });
  return { id, version: 1 };
};

const isSteward = (tx: Tx) => tx.actor.roles.some((held) => held.role === 'steward');

/** Whom to call at one's own sites; at every site for a steward. */
export const listCrisisLines: Cases['listCrisisLines'] = async (tx) => ({
  rows: await linesFor(tx, isSteward(tx) ? null : tx.actor.siteIds, tx.now),
});

/** Keeps the list of whom to call: a coordinator for their own sites, a steward everywhere. */
export const keepCrisisLine: Cases['keepCrisisLine'] = async (tx, input) => {
  const mine = input.siteId !== null && tx.actor.siteIds.includes(input.siteId);
  if (!isSteward(tx) && !mine) throw refuse('forbidden', 'care.lineNotYours');
  const written = input.version === 0 ? await insertLine(tx, input) : await replaceLine(tx, input);
  if (!written) throw refuse('conflict', 'care.lineChanged');
  return { id: input.id, version: input.version + 1 };
};
