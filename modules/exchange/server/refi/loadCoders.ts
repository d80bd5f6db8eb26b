import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import { isOwn } from '../../refi/own.ts';
import words from '../../words.json' with { type: 'json' };
import { count, idIn, keepOrigins, type Loading, origin } from './loading.ts';
import { coderLabels } from './queries.ts';

/** Gives every coder of the file a name in the study: a number that stays theirs, unless their names were asked for. */
export async function loadCoders(tx: Tx, loading: Loading): Promise<void> {
  const { plan, study, coders, options } = loading;
  const labels = await coderLabels(tx, study.id);
  const known = new Map(labels.map((one) => [one.guid, one.label]));
  const taken = new Set(labels.map((one) => one.label));
  const own = isOwn(plan.project.origin);
  const fresh = plan.project.users.filter((user) => !known.has(user.guid));
  for (const [guid, label] of known) coders.set(guid, label);
  for (const user of fresh) {
    const name = user.name.replace(/\s+/g, ' ').trim().slice(0, 120);
    const asked = (own || options.coders === 'names') && name !== '' && !taken.has(name) ? name : undefined;
    const label = asked ?? nextLabel(tx, taken);
    taken.add(label);
    coders.set(user.guid, label);
    if (label !== name) plan.losses.add('User@name', 'names');
  }
  await keepOrigins(
    tx,
    loading,
    fresh.map((user) =>
      origin('user', idIn(study, 'user', user.guid), user.guid, { label: coders.get(user.guid) ?? null }),
    ),
  );
  count(loading, 'coders', fresh.length);
}

function nextLabel(tx: Tx, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n += 1) {
    const label = say(words, 'coder.label', tx.actor.locale, { n });
    if (!taken.has(label)) return label;
  }
}
