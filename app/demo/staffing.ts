import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import type { DemoCommunity } from './found.ts';
import { actorAs } from './learn.ts';
import said from './staffing.json' with { type: 'json' };

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};
type Held = { by: string | null; from: number; to?: number; end?: string; away?: number };
type Post = { role: string; fte: number; kind?: string; lived?: boolean; back: number; held: Held[] };

/** Asks as one of the demo's people, in a role they hold. */
function speaking({ installation, communities }: Telling, email: string, role: string) {
  const community = communities.find((one) => one.byEmail.has(email));
  if (community === undefined) throw new Error(`nobody of the demo network is ${email}`);
  const actor = actorAs(community, email, role);
  const site = (code: string) => community.sites.find((one) => one.code === code)?.id ?? '';
  const account = (who: string) => community.byEmail.get(who) ?? '';
  const say = (operation: string, input: unknown) =>
    ask(installation, { actor, operation, input, files: [] });
  return { say, site, account };
}

async function tellPost(telling: Telling, team: (typeof said.teams)[number], post: Post): Promise<void> {
  const { say, site, account } = speaking(telling, team.boss, 'coordinator');
  const day = (back: number) => addDays(telling.today, -back);
  const positionId = newId();
  await say('staffing.openPosition', {
    id: positionId,
    siteId: site(team.site),
    programCode: team.program,
    roleCode: post.role,
    kind: post.kind ?? 'regular',
    fte: post.fte,
    lived: post.lived ?? false,
    openedOn: day(post.back),
  });
  for (const held of post.held) {
    const id = newId();
    const who = held.by === null ? {} : { accountId: account(held.by) };
    await say('staffing.fillPosition', { id, positionId, fromOn: day(held.from), ...who });
    if (held.away) await say('staffing.startLeave', { id: newId(), holdingId: id, fromOn: day(held.away) });
    if (held.to) await say('staffing.endHolding', { id, version: 1, toOn: day(held.to), endCode: held.end });
  }
}

/** The posts of three teams, who holds them, supervision, training, strengths, and one week that only its author reads. */
export async function tellTeams(telling: Telling): Promise<void> {
  const day = (back: number) => addDays(telling.today, -back);
  for (const team of said.teams) for (const post of team.posts) await tellPost(telling, team, post as Post);
  for (const [email, code, back, title] of said.trainings as [string, string, number, string?][]) {
    const { say, account } = speaking(telling, email, 'worker');
    const named = title ? { title } : {};
    const input = { id: newId(), accountId: account(email), code, doneOn: day(back), ...named };
    await say('staffing.recordTraining', input);
  }
  for (const [by, email, code, kindCode, back, minutes] of said.supervision as [
    string,
    string,
    string,
    string,
    number,
    number,
  ][]) {
    const { say, site, account } = speaking(telling, by, 'coordinator');
    const people = [{ id: newId(), accountId: account(email) }];
    const when = { heldOn: day(back), minutes, kindCode };
    await say('staffing.recordSupervision', {
      siteId: site(code),
      supervisorId: account(by),
      people,
      ...when,
    });
  }
  for (const [email, codes] of said.strengths as [string, string[]][])
    await speaking(telling, email, 'worker').say('staffing.sayStrengths', { codes });
  for (const [email, code, answers, note] of said.week as [
    string,
    string,
    Record<string, number>,
    string,
  ][]) {
    const { say, site } = speaking(telling, email, 'worker');
    await say('staffing.checkIn', { id: newId(), siteId: site(code), answers, note });
  }
}
