import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { Turn } from './course.ts';
import type { DemoCommunity, DemoSite } from './found.ts';
import learning from './learning.json' with { type: 'json' };

type Story = (typeof learning.stories)[number];

/** The change that was tried at a site, for the lives that are drawn there. */
export function turnAt(site: DemoSite, today: string): Turn | undefined {
  const story = learning.stories.find((one) => one.site === site.code && 'turn' in one);
  if (!story?.trial || !('turn' in story) || !story.turn) return undefined;
  const { nextStep, firstContact } = story.turn as { nextStep?: number[]; firstContact?: number[] };
  const pair = (given: number[] | undefined, usual: number): [number, number] => [
    given?.[0] ?? usual,
    given?.[1] ?? usual,
  ];
  return {
    from: addDays(today, story.trial.from),
    nextStep: pair(nextStep, 0.55),
    firstContact: pair(firstContact, 9),
  };
}

/** Somebody of a community as an actor with a role at all its sites. */
export function actorAs(community: DemoCommunity, email: string, role: string): Actor {
  const accountId = community.byEmail.get(email) ?? community.actor.accountId;
  const siteIds = community.sites.map((site) => site.id);
  return {
    ...community.actor,
    accountId,
    roles: siteIds.map((siteId) => ({ role, siteId, studyId: null })),
    siteIds,
    organisationIds: [...new Set(community.sites.map((site) => site.organisationId))],
  };
}

type Telling = { installation: Installation; communities: readonly DemoCommunity[]; today: string };

const communityOf = ({ communities }: Telling, code: string) => {
  const community = communities.find((one) => one.code === code);
  if (!community) throw new Error(`no community ${code} in the demo network`);
  return community;
};

const siteIn = (community: DemoCommunity, code: string) =>
  community.sites.find((site) => site.code === code)?.id ?? '';

async function tellTrial(
  telling: Telling,
  story: Story,
  actor: Actor,
  strategyId: string,
): Promise<string | undefined> {
  const { installation, today } = telling;
  if (!story.trial) return undefined;
  const { title, change, prediction, measure, expected, from, to, happened, studied, decision, reason } =
    story.trial;
  const id = newId();
  const say = <T>(operation: string, input: unknown) =>
    ask<T>(installation, { actor, operation, input, files: [] });
  await say('learning.planTrial', {
    id,
    strategyId,
    title,
    change,
    prediction,
    measure,
    expected,
    startsOn: addDays(today, from),
    endsOn: addDays(today, to),
  });
  if (happened) await say('learning.recordTrial', { id, version: 1, happened, studied });
  if (decision) await say('learning.decideTrial', { id, version: 2, decision, reason });
  return id;
}

async function tellLesson(telling: Telling, story: Story, actor: Actor, trialId: string): Promise<void> {
  if (!('lesson' in story) || !story.lesson) return;
  const { installation } = telling;
  const { usedBy, ...words } = story.lesson as typeof story.lesson & {
    usedBy?: { community: string; lead: string; site: string };
  };
  const id = newId();
  await ask(installation, {
    actor,
    operation: 'network.draftLesson',
    input: { id, siteId: siteIn(communityOf(telling, story.community), story.site), trialId, ...words },
    files: [],
  });
  await ask(installation, {
    actor,
    operation: 'network.publishLesson',
    input: { id, version: 1 },
    files: [],
  });
  if (!usedBy) return;
  const other = communityOf(telling, usedBy.community);
  const input = {
    id: newId(),
    communityId: actor.communityId,
    lessonId: id,
    siteId: siteIn(other, usedBy.site),
  };
  await ask(installation, {
    actor: actorAs(other, usedBy.lead, 'lead'),
    operation: 'network.useLesson',
    input,
    files: [],
  });
}

/** Tells how the programs themselves were changed; one that came from a trial names it. */
async function tellAdaptations(telling: Telling, trials: ReadonlyMap<string, string>): Promise<void> {
  for (const { community: code, lead, site, program, from, to, fromTrial, ...said } of learning.adaptations) {
    const community = communityOf(telling, code);
    const trialId = fromTrial ? trials.get(site) : undefined;
    const input = {
      ...said,
      id: newId(),
      siteId: siteIn(community, site),
      programCode: program,
      beganOn: addDays(telling.today, from),
      ...(to === undefined ? {} : { endedOn: addDays(telling.today, to) }),
      ...(trialId ? { trialId } : {}),
    };
    const actor = actorAs(community, lead, 'lead');
    await ask(telling.installation, { actor, operation: 'learning.noteAdaptation', input, files: [] });
  }
}

/** Tells the barriers, strategies, trials, adaptations, lessons and suggestions of the demo network, each by the person who would. */
export async function tellStories(telling: Telling): Promise<void> {
  const trials = new Map<string, string>();
  for (const story of learning.stories) {
    const community = communityOf(telling, story.community);
    const actor = actorAs(community, story.lead, 'lead');
    const factorId = newId();
    const { code, valence, statement } = story;
    await ask(telling.installation, {
      actor,
      operation: 'learning.noteFactor',
      input: {
        id: factorId,
        siteId: siteIn(community, story.site),
        system: learning.framework,
        code,
        valence,
        statement,
      },
      files: [],
    });
    if (!story.strategy) continue;
    const strategyId = newId();
    await ask(telling.installation, {
      actor,
      operation: 'learning.chooseStrategy',
      input: { id: strategyId, factorId, code: story.strategy, specification: story.specification },
      files: [],
    });
    const trialId = await tellTrial(telling, story, actor, strategyId);
    if (!trialId) continue;
    trials.set(story.site, trialId);
    await tellLesson(telling, story, actor, trialId);
  }
  await tellAdaptations(telling, trials);
  for (const { community: code, by, site, text, answer } of learning.suggestions) {
    const community = communityOf(telling, code);
    const input = { id: newId(), text, siteId: siteIn(community, site) };
    await ask(telling.installation, {
      actor: actorAs(community, by, 'worker'),
      operation: 'evidence.suggest',
      input,
      files: [],
    });
    if (answer === undefined) continue;
    const { by: answerer, ...said } = answer;
    await ask(telling.installation, {
      actor: actorAs(community, answerer, 'lead'),
      operation: 'evidence.answerSuggestion',
      input: { id: newId(), suggestionId: input.id, ...said },
      files: [],
    });
  }
}
