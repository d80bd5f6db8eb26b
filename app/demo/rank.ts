import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { DemoCommunity } from './found.ts';
import type { Installation } from '../installation.ts';
import { actorAs } from './learn.ts';
import told from './rankings.json' with { type: 'json' };

type Asking = { readonly community: DemoCommunity; readonly evaluator: Actor; readonly study: string };

/** Two questions put to everybody who works in the community: one that was counted, one that still waits for votes. */
export async function askGroups(installation: Installation, asking: Asking): Promise<void> {
  const { community, evaluator, study } = asking;
  const say = (actor: Actor, operation: string, input: object) =>
    ask(installation, { actor, operation, input, files: [] });
  for (const { question, challenges, places, asksEase, votes, counted } of told.rankings) {
    const [id, items] = [newId(), challenges.map((one) => ({ id: newId(), ...one }))];
    await say(evaluator, 'coding.openRanking', {
      id,
      study,
      question,
      places,
      asksEase,
      openTo: 'staff',
      challenges: items,
    });
    const named = (places: readonly number[]) => places.map((at) => items[at]?.id);
    for (const { by, role, weighty, easy } of votes)
      await say(actorAs(community, by, role), 'coding.castBallot', {
        id: newId(),
        rankingId: id,
        weighty: named(weighty),
        easy: named(easy),
      });
    if (counted) await say(evaluator, 'coding.closeRanking', { id, version: 1 });
  }
}
