import type { Tx } from '../../../../kernel/server/scope.ts';
import {
  carriedAlready,
  type CarriedRating,
  ratingsToCarry,
  takeRatings,
} from '../../../coding/server/index.ts';
import { ratingValues } from '../../../coding/model.ts';
import { siteByCode } from '../../../evidence/server/index.ts';
import { childrenOf, type Element } from '../../refi/elements.ts';
import { guidFor, guidOf } from '../../refi/guid.ts';
import { isOwn, isOwnCase, ownValues } from '../../refi/own.ts';
import { type RatingRead, ratingsOn, ratingVariables } from '../../refi/ratings.ts';
import { gatherUsers } from './gather.ts';
import { count, idIn, type Loading, resolveIds } from './loading.ts';
import { idsByGuid, participantsHere } from './queries.ts';

type Subject = { readonly siteId: string | null; readonly participantId: string | null };
type Rated = { readonly subject: Subject; readonly read: RatingRead };

/** Brings the ratings of a file of our own back to the sites and participants they are about. */
export async function loadRatings(tx: Tx, loading: Loading): Promise<void> {
  const { plan, study } = loading;
  if (!isOwn(plan.project.origin)) return;
  const variables = ratingVariables(plan.project.others);
  if (variables.size === 0) return;
  const rated: Rated[] = [];
  for (const one of plan.project.others) {
    const reads = isOwnCase(one) ? ratingsOn(one, variables) : [];
    if (reads.length === 0) continue;
    const subject = await subjectOf(tx, loading, one);
    if (subject === undefined) plan.losses.add('Rating', 'noSuchSubject', reads.length);
    else rated.push(...reads.map((read) => ({ subject, read })));
  }
  const known = await standing(tx, loading);
  const quotes = await quotesOf(tx, loading, rated);
  const fresh = rated.flatMap(({ subject, read }): Omit<CarriedRating, 'accountId'>[] => {
    const construct = loading.codes.get(read.code);
    const value = ratingValues.find((one) => one === read.value) ?? null;
    if (construct === undefined) {
      plan.losses.add('Rating', 'noSuchCode');
      return [];
    }
    const key = keyOf(subject, construct, read.by);
    if (known.has(key)) return [];
    const layer = read.by === undefined ? 'consensus' : 'analyst';
    const analyst = read.by === undefined ? null : (loading.coders.get(read.by) ?? null);
    if (layer === 'analyst' && analyst === null) {
      plan.losses.add('Rating', 'notCarried');
      return [];
    }
    return [
      {
        ...subject,
        id: idIn(study, 'rating', guidFor(key)),
        construct,
        layer,
        value,
        analyst,
        summary: read.summary ?? null,
        rationale: read.rationale ?? null,
        quotes: (read.quotes ?? '').split(' ').flatMap((guid) => quotes.get(guid) ?? []),
      },
    ];
  });
  count(loading, 'ratings', await takeRatings(tx, study.id, fresh));
}

const keyOf = ({ siteId, participantId }: Subject, construct: string, by: string | undefined): string =>
  [participantId ?? siteId, construct, by ?? 'team'].join(' ');

/** The ratings the study has already, as the file would name them. */
async function standing(tx: Tx, { study }: Loading): Promise<Set<string>> {
  const { userOf } = await gatherUsers(tx, study);
  return new Set(
    (await ratingsToCarry(tx, study.id)).map((one) =>
      keyOf(one, one.construct, one.layer === 'consensus' ? undefined : userOf(one.analyst, one.accountId)),
    ),
  );
}

async function subjectOf(tx: Tx, { study }: Loading, one: Element): Promise<Subject | undefined> {
  const said = ownValues(childrenOf(one, 'VariableValue'));
  if (said.site !== undefined) {
    const site = await siteByCode(tx, said.site);
    return site === undefined ? undefined : { siteId: site.id, participantId: null };
  }
  const guid = guidOf(one.attributes['guid']);
  if (guid === undefined) return undefined;
  const came = (await idsByGuid(tx, study.id, ['participant'], [guid])).get(guid) ?? guid;
  const here = await participantsHere(tx, study.id, [came]);
  return here.has(came) ? { siteId: null, participantId: came } : undefined;
}

async function quotesOf(tx: Tx, loading: Loading, rated: readonly Rated[]): Promise<Map<string, string>> {
  const guids = [
    ...new Set(
      rated.flatMap(({ read }) => (read.quotes ?? '').split(' ').flatMap((one) => guidOf(one) ?? [])),
    ),
  ];
  const found = await resolveIds(tx, loading, 'coding', guids, (asked) =>
    carriedAlready(tx, loading.study.id, 'coding', asked),
  );
  return new Map([...found].flatMap(([guid, { id, known }]) => (known ? [[guid, id] as const] : [])));
}
