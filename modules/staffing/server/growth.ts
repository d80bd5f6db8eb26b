import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { addDays } from '../../../kernel/time.ts';
import { namesOf, siteCatalogue } from '../../identity/server/index.ts';
import { programAt } from '../../pathway/server/index.ts';
import type { PersonLine, staffing } from '../contract.ts';
import { dueOn, dueState, neededBy, soonDays, standingOn, vacantDays, vacantSince } from '../model.ts';
import * as rows from './growthQueries.ts';
import { knownIn, type Lists, listsOf } from './lists.ts';
import { answersFor } from './posts.ts';
import { isPerson, postsOf, siteOf, today } from './postQueries.ts';
import { postsAt } from './roster.ts';

type Cases = UseCases<typeof staffing.operations>;
type Somebody = { readonly accountId: string; readonly roles: readonly string[] };

/** How supervision and training stand for people, as far as the actor may know of it. */
async function linesOf(tx: Tx, people: readonly Somebody[], lists: Lists): Promise<PersonLine[]> {
  const day = await today(tx);
  const ids = people.map((one) => one.accountId);
  const [names, posts, supervised, trained] = [
    await namesOf(tx, ids),
    await postsOf(tx, ids, day),
    await rows.lastSupervision(tx, ids),
    await rows.lastTrainings(tx, ids),
  ];
  return people.map(({ accountId, roles }) => {
    const own = posts.filter((one) => one.accountId === accountId);
    const heldOn = supervised.find((one) => one.accountId === accountId)?.heldOn ?? null;
    const again = dueOn(heldOn, { days: lists.supervisionDays });
    const needed = neededBy(
      lists.trainings,
      roles,
      own.map((one) => one.roleCode),
    );
    return {
      accountId,
      name: names.get(accountId) ?? '',
      posts: own.map(({ programCode, roleCode }) => ({ programCode, roleCode })),
      supervision: roles.some((role) => lists.supervised.includes(role))
        ? {
            doneOn: heldOn,
            dueOn: again,
            state: dueState(heldOn, again, { today: day, soon: soonDays.supervision }),
          }
        : null,
      trainings: needed.map((rule) => {
        const doneOn =
          trained.find((one) => one.accountId === accountId && one.code === rule.code)?.doneOn ?? null;
        const next = dueOn(doneOn, rule);
        return {
          code: rule.code,
          doneOn,
          dueOn: next,
          state: dueState(doneOn, next, { today: day, soon: soonDays.training }),
        };
      }),
    };
  });
}

/** Refuses a day that has not come; one day is let through, for devices that live in a zone further east. */
async function notAhead(tx: Tx, day: string): Promise<void> {
  if (day > addDays(await today(tx), 1)) throw refuse('invalid', 'staffing.inTheFuture');
}

/** Records supervision of one or several people: by one of those who were there, or by those who answer for the site. */
export const recordSupervision: Cases['recordSupervision'] = async (tx, input) => {
  const { siteId, supervisorId, people } = input;
  const { organisationId } = found(await siteOf(tx, siteId), 'staffing.noSuchSite');
  const present = [supervisorId, ...people.map((one) => one.accountId)];
  if (supervisorId !== tx.actor.accountId && !(people.length === 1 && present.includes(tx.actor.accountId)))
    await answersFor(tx, siteId);
  if (new Set(present).size < present.length) throw refuse('invalid', 'staffing.samePersonTwice');
  for (const accountId of present)
    if (!(await isPerson(tx, accountId))) throw refuse('missing', 'staffing.noSuchPerson');
  const here = await rows.sitePeople(tx, [siteId]);
  if (!people.every((one) => here.some(({ accountId }) => accountId === one.accountId)))
    throw refuse('invalid', 'staffing.notOfThisSite');
  knownIn(await listsOf(tx), 'supervision', input.kindCode);
  await notAhead(tx, input.heldOn);
  const { kindCode, heldOn, minutes } = input;
  for (const one of people)
    await rows.insertSupervision(tx, {
      ...one,
      organisationId,
      siteId,
      supervisorId,
      kindCode,
      heldOn,
      minutes,
    });
  return { id: people[0]?.id ?? '', version: 1 };
};

/** Records a training of oneself or of somebody one answers for. */
export const recordTraining: Cases['recordTraining'] = async (tx, { id, accountId, code, title, doneOn }) => {
  if (!(await isPerson(tx, accountId))) throw refuse('missing', 'staffing.noSuchPerson');
  if (!(await rows.mayRecordOf(tx, accountId))) throw refuse('forbidden', 'staffing.notYourPerson');
  knownIn(await listsOf(tx), 'training', code);
  await notAhead(tx, doneOn);
  await rows.insertTraining(tx, { id, accountId, code, title: title || null, doneOn });
  return { id, version: 1 };
};

/** Takes a training back. */
export const withdrawTraining: Cases['withdrawTraining'] = async (tx, { id, version }) => {
  if (!(await rows.withdrawTrainingRow(tx, id, version)))
    throw refuse('conflict', 'staffing.trainingChanged');
  return { id, version: version + 1 };
};

/** How supervision and training stand at a site; whose lacks most comes first. */
export const team: Cases['team'] = async (tx, { siteId }) => {
  await answersFor(tx, siteId);
  const people = await linesOf(tx, await rows.sitePeople(tx, [siteId]), await listsOf(tx));
  return {
    people: people.sort(
      (left, right) => missingOf(right) - missingOf(left) || left.name.localeCompare(right.name),
    ),
  };
};

const wanting = new Set(['never', 'late']);
const missingOf = (line: PersonLine) =>
  line.trainings.filter(({ state }) => wanting.has(state)).length +
  (line.supervision && wanting.has(line.supervision.state) ? 1 : 0);

/** How supervision and training stand for the actor. */
export const mine: Cases['mine'] = async (tx) => {
  const me = { accountId: tx.actor.accountId, roles: [...new Set(tx.actor.roles.map(({ role }) => role))] };
  const [line] = await linesOf(tx, [me], await listsOf(tx));
  return { me: found(line, 'staffing.noSuchPerson'), taken: await rows.takenByMe(tx) };
};

type Gaps = Awaited<ReturnType<Cases['gaps']>>['sites'][number];

async function gapsAt(tx: Tx, siteId: string, lists: Lists): Promise<Gaps> {
  const day = await today(tx);
  const posts = await postsAt(tx, [siteId]);
  const long = addDays(day, -vacantDays);
  const vacant = posts.flatMap(({ row, held }) => {
    const since = row.kind === 'casual' ? null : vacantSince(held, day);
    return since !== null && since <= long
      ? [{ programCode: row.programCode, roleCode: row.roleCode, since }]
      : [];
  });
  const open = posts.filter(({ held }) => standingOn(held, day) !== 'none').map(({ row }) => row);
  const noPost = [];
  for (const programCode of new Set(open.map((row) => row.programCode))) {
    const { roles } = await programAt(tx, siteId, programCode);
    for (const { code } of roles)
      if (!open.some((row) => row.programCode === programCode && row.roleCode === code))
        noPost.push({ programCode, roleCode: code });
  }
  const people = await linesOf(tx, await rows.sitePeople(tx, [siteId]), lists);
  return {
    siteId,
    vacant,
    noPost,
    supervision: people.filter(({ supervision }) => supervision && wanting.has(supervision.state)).length,
    training: people.filter(({ trainings }) => trainings.some(({ state }) => wanting.has(state))).length,
    people: people.length,
  };
}

/** What is missing at the sites the actor answers for. */
export const gaps: Cases['gaps'] = async (tx) => {
  const lists = await listsOf(tx);
  const sites = [];
  for (const siteId of await rows.sitesRun(tx)) sites.push(await gapsAt(tx, siteId, lists));
  return { sites };
};

/** Says what the actor is good at. */
export const sayStrengths: Cases['sayStrengths'] = async (tx, { codes }) => {
  const lists = await listsOf(tx);
  for (const code of codes) knownIn(lists, 'strength', code);
  await rows.replaceStrengths(
    tx,
    [...new Set(codes)].map((code) => ({ id: newId(), code })),
  );
  return { id: tx.actor.accountId, version: 1 };
};

/** Who may be asked for what, with the sites where they work. */
export const listStrengths: Cases['listStrengths'] = async (tx) => {
  const said = await rows.allStrengths(tx);
  const sites = await siteCatalogue(tx);
  const here = await rows.sitePeople(
    tx,
    sites.map((site) => site.id),
  );
  const names = await namesOf(
    tx,
    said.map((one) => one.accountId),
  );
  return {
    people: said
      .flatMap(({ accountId, codes }) => {
        const at = here.find((one) => one.accountId === accountId);
        const where = sites
          .filter((site) => at?.siteIds.includes(site.id))
          .map(({ id, name }) => ({ id, name }));
        return at ? [{ accountId, name: names.get(accountId) ?? '', sites: where, codes }] : [];
      })
      .sort((left, right) => left.name.localeCompare(right.name)),
  };
};
