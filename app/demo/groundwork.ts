import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import said from './groundwork.json' with { type: 'json' };
import { actorAs } from './learn.ts';

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};

/** Asks as one of the demo's people, in a role they hold. */
function speaking({ installation, communities }: Telling, email: string, role: string) {
  const community = communities.find((one) => one.byEmail.has(email));
  if (community === undefined) throw new Error(`nobody of the demo network is ${email}`);
  const actor = actorAs(community, email, role);
  const say = (operation: string, input: unknown) =>
    ask(installation, { actor, operation, input, files: [] });
  return {
    say,
    site: (code: string) => community.sites.find((one) => one.code === code)?.id ?? '',
    account: (who: string) => community.byEmail.get(who) ?? '',
  };
}

type Shown = {
  plans: { steps: { id: string; version: number; dueOn: string | null; name: { en: string } | null }[] }[];
};
type StepTold = { done?: number; who?: string; account?: string; way?: string; due?: number };

/** A site that prepares to open: a plan under way, with who answers for what and what stands in the way. */
async function tellPlan(telling: Telling): Promise<void> {
  const { by, program: programCode, opens } = said.plan;
  const { say, site, account } = speaking(telling, by, 'coordinator');
  const day = (offset: number) => addDays(telling.today, offset);
  const [id, siteId] = [newId(), site(said.plan.site)];
  await say('groundwork.startPlan', { id, siteId, programCode, opensOn: day(opens) });
  const { plans } = (await say('groundwork.plans', { siteId })) as Shown;
  const { system } = (await say('vocabulary.getSystem', { key: 'groundwork' })) as {
    system: { codes: { code: string; name: { en: string } }[] };
  };
  for (const [code, told] of Object.entries(said.steps) as [string, StepTold][]) {
    const name = system.codes.find((one) => one.code === code)?.name.en;
    const step = plans[0]?.steps.find((one) => one.name?.en === name);
    if (step === undefined) throw new Error(`the plan has no step ${code}`);
    const who = told.who ? { who: told.who } : {};
    const person = told.account ? { accountId: account(told.account) } : {};
    const dueOn = told.due === undefined ? step.dueOn : day(told.due);
    const due = dueOn === null ? {} : { dueOn };
    const settled = { id: step.id, version: step.version, notNeeded: false, ...who, ...person, ...due };
    await say('groundwork.settleStep', settled);
    const done = told.done === undefined ? {} : { doneOn: day(told.done) };
    const way = told.way ? { inTheWay: told.way } : {};
    if (told.done !== undefined || told.way)
      await say('groundwork.moveStep', { id: step.id, version: step.version + 1, ...done, ...way });
  }
  const { phase, title, due } = said.own;
  await say('groundwork.addStep', { id: newId(), planId: id, phaseCode: phase, title, dueOn: day(due) });
}

type EntryTold = (typeof said.log)[number] & {
  level?: string;
  stance?: string;
  next?: string;
  due?: number;
  trial?: boolean;
};

async function tellEntry(telling: Telling, told: EntryTold): Promise<void> {
  const { say, site } = speaking(telling, told.by, 'coordinator');
  const siteId = site(told.site);
  const { trials } = (await say('learning.listTrials', { siteId })) as { trials: { id: string }[] };
  const id = newId();
  const { kind: kindCode, level: levelCode, stance: stanceCode, next: nextStep, who, asked, changed } = told;
  await say('groundwork.writeEntry', {
    ...{ id, siteId, kindCode, who, asked, said: told.said, changed },
    happenedOn: addDays(telling.today, -told.back),
    ...(levelCode ? { levelCode } : {}),
    ...(stanceCode ? { stanceCode } : {}),
    ...(nextStep ? { nextStep, nextOn: addDays(telling.today, told.due ?? 0) } : {}),
    ...(told.trial && trials[0] ? { trialId: trials[0].id } : {}),
  });
  if (told.said === said.offer) await say('groundwork.offerEntry', { id, version: 1, sourceId: newId() });
}

async function tellFooting(telling: Telling): Promise<void> {
  const day = (offset: number) => addDays(telling.today, offset);
  for (const told of said.funding) {
    const { say, site } = speaking(telling, told.by, 'coordinator');
    const { source, purpose, renewal, endsWith, forFunder } = told;
    await say('groundwork.addFunding', {
      ...{ id: newId(), siteId: site(told.site), source, purpose, renewal, endsWith, forFunder },
      startsOn: day(told.from),
      ...(told.dollars === undefined ? {} : { amountCents: told.dollars * 100 }),
      ...(told.to === undefined ? {} : { lastOn: day(told.to) }),
    });
  }
  for (const told of said.needs) {
    const { say, site } = speaking(telling, told.by, 'coordinator');
    const { program: programCode, people, low, high, how: estimateCode, source, forFunder } = told;
    await say('groundwork.estimateNeed', {
      ...{ id: newId(), siteId: site(told.site), programCode, people, low, high, estimateCode, source },
      asOf: day(-told.back),
      forFunder,
    });
  }
}

/** Alerts that say what they are about leave their community, and reach a site elsewhere that gets ready to supply. */
async function shareAlerts(telling: Telling): Promise<void> {
  const { by, site: code, programs, program: programCode, places } = said.runs;
  const { say, site } = speaking(telling, by, 'steward');
  const siteId = site(code);
  await say('pathway.setTarget', { id: newId(), siteId, programCode, places });
  await say('network.listSite', { siteId, programs });
  const pilots = speaking(telling, 'coordinator@pilots.example', 'coordinator');
  const { rows } = (await pilots.say('supply.listAlerts', { all: false })) as {
    rows: { id: string; concerns: string[] }[];
  };
  for (const { id, concerns } of rows)
    if (concerns.length > 0) await pilots.say('network.shareAlert', { id });
}

/** How two sites prepare, engage and keep their footing; and an alert that reaches one of them from elsewhere. */
export async function tellGroundwork(telling: Telling): Promise<void> {
  await shareAlerts(telling);
  await tellPlan(telling);
  for (const told of said.log) await tellEntry(telling, told as EntryTold);
  await tellFooting(telling);
}
