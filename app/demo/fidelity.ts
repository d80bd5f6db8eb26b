import ips from '../../definitions/scales/fidelity/ips-25-1.2.0.json' with { type: 'json' };
import { newId } from '../../kernel/id.ts';
import { addDays } from '../../kernel/time.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import said from './fidelity.json' with { type: 'json' };
import type { DemoCommunity } from './found.ts';
import { actorAs } from './learn.ts';

type Telling = {
  readonly installation: Installation;
  readonly communities: readonly DemoCommunity[];
  readonly today: string;
};
type Told = { score?: number; none?: boolean; seen?: string; why?: string; sources?: string[] };
type Person = { readonly who: string; readonly role: string; readonly scores?: string };
type Window = { readonly from: number; readonly to: number; readonly people: readonly Person[] };

const codes = ips.items.map((item) => item.code);

/** Asks as one of the demo's people, in a role they hold. */
function speaking({ installation, communities }: Telling) {
  const community = communities.find((one) => one.byEmail.has(said.by));
  if (community === undefined) throw new Error(`nobody of the demo network is ${said.by}`);
  return {
    community,
    say: (person: { who: string; role: string }, operation: string, input: unknown) => {
      const actor = actorAs(community, person.who, person.role);
      return ask(installation, { actor, operation, input, files: [] });
    },
  };
}

async function start(telling: Telling, { from, to, people }: Window): Promise<string> {
  const { community, say } = speaking(telling);
  const id = newId();
  await say({ who: said.by, role: 'coordinator' }, 'fidelity.startReview', {
    ...{ id, programCode: said.program, scale: said.scale },
    siteId: community.sites.find((one) => one.code === said.site)?.id ?? '',
    from: addDays(telling.today, from),
    to: addDays(telling.today, to),
    reviewers: people.map(({ who }) => community.byEmail.get(who) ?? ''),
  });
  return id;
}

async function score(telling: Telling, reviewId: string, item: string, of: Person & Told): Promise<void> {
  const { say } = speaking(telling);
  const { none: notJudged = false, seen = '', why = '', sources = [] } = of;
  const given = { id: newId(), reviewId, item, score: of.score ?? null, notJudged, seen, why, sources };
  await say(of, 'fidelity.scoreItem', given);
}

type Closed = (typeof said.reviews)[number] & { told?: Record<string, Told> };

/** A review that was scored, agreed and closed. */
async function tellClosed(telling: Telling, review: Closed): Promise<void> {
  const { say } = speaking(telling);
  const id = await start(telling, review);
  const [first] = review.people;
  if (first === undefined) throw new Error('a review without a reviewer');
  for (const person of review.people) {
    for (const [index, item] of codes.entries()) {
      const told = person === first ? review.told?.[item] : undefined;
      await score(telling, id, item, { ...person, ...told, score: Number(person.scores[index]) });
    }
    await say(person, 'fidelity.finishScores', { reviewId: id });
  }
  await say(first, 'fidelity.agreeAlike', { reviewId: id });
  for (const [item, [agreed, reason]] of Object.entries(review.agreed)) {
    const given = { id: newId(), reviewId: id, item, score: agreed, notJudged: false, reason };
    await say(first, 'fidelity.agreeItem', given);
  }
  await say(first, 'fidelity.closeReview', { id, version: 2 });
}

/** Two reviews by people that were closed, and one that two people are scoring now. */
export async function tellFidelity(telling: Telling): Promise<void> {
  for (const review of said.reviews) await tellClosed(telling, review);
  const id = await start(telling, said.open);
  const [first] = said.open.people;
  if (first === undefined) return;
  for (const [item, told] of Object.entries(said.open.begun))
    await score(telling, id, item, { ...first, ...(told as Told) });
}
