import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { addDays } from '../../../kernel/time.ts';
import { found } from '../../../kernel/refusal.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { Post, RoleLine, staffing } from '../contract.ts';
import { type PostHeld, standingOn, sumOf, turnoverOf, vacantSince } from '../model.ts';
import { sitePeople } from './growthQueries.ts';
import { answersFor } from './posts.ts';
import * as rows from './postQueries.ts';

type Cases = UseCases<typeof staffing.operations>;

/** A post with everything that happened to it. */
export type Known = {
  readonly row: rows.PositionRow;
  readonly holdings: readonly rows.HoldingRow[];
  readonly leaves: readonly rows.LeaveRow[];
  readonly held: PostHeld;
};

/** The posts of sites with their stretches, as far as the actor may know of them. */
export async function postsAt(tx: Tx, siteIds: readonly string[]): Promise<Known[]> {
  const [positions, holdings, leaves] = [
    await rows.positionsAt(tx, siteIds),
    await rows.holdingsAt(tx, siteIds),
    await rows.leavesAt(tx, siteIds),
  ];
  const byPost = Map.groupBy(holdings, (one) => one.positionId);
  const byHolding = Map.groupBy(leaves, (one) => one.holdingId);
  return positions.map((row) => {
    const own = byPost.get(row.id) ?? [];
    const held = own.map((one) => ({
      from: one.fromOn,
      to: one.toOn,
      leaves: one.leaves,
      away: (byHolding.get(one.id) ?? []).map(({ fromOn, toOn }) => ({ from: fromOn, to: toOn })),
    }));
    return {
      row,
      holdings: own,
      leaves: own.flatMap((one) => byHolding.get(one.id) ?? []),
      held: { kind: row.kind, fte: row.fte, exists: { from: row.openedOn, to: row.closedOn }, held },
    };
  });
}

const inForce = (one: { fromOn: string; toOn: string | null }, day: string) =>
  one.fromOn <= day && (one.toOn === null || one.toOn > day);

function shown(
  { row, holdings, leaves, held }: Known,
  day: string,
  names: ReadonlyMap<string, string>,
): Post {
  const holder = holdings.find((one) => inForce(one, day));
  const away = leaves.find((one) => one.holdingId === holder?.id && inForce(one, day));
  const { siteId: _site, organisationId: _organisation, ...post } = row;
  return {
    ...post,
    state: standingOn(held, day),
    vacantSince: vacantSince(held, day),
    holder: holder
      ? {
          id: holder.id,
          version: holder.version,
          accountId: holder.accountId,
          name: holder.accountId === null ? '' : (names.get(holder.accountId) ?? ''),
          from: holder.fromOn,
          away: away ? { id: away.id, version: away.version, from: away.fromOn, to: away.toOn } : null,
        }
      : null,
  };
}

const keyOf = (post: { programCode: string; roleCode: string }) => `${post.programCode} ${post.roleCode}`;

function byRole(posts: readonly Known[], day: string): RoleLine[] {
  return [...Map.groupBy(posts, ({ row }) => keyOf(row)).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { programCode, roleCode } = first.row;
    const sum = sumOf(
      same.map(({ held }) => held),
      day,
    );
    return sum.posts + sum.casual === 0 ? [] : [{ programCode, roleCode, ...sum }];
  });
}

const yearOfDays = 365;

/** The posts of a site today. */
export const roster: Cases['roster'] = async (tx, { siteId }) => {
  found(await rows.siteOf(tx, siteId), 'staffing.noSuchSite');
  const day = await rows.today(tx);
  const known = await postsAt(tx, [siteId]);
  const there = known.filter(({ row }) => row.closedOn === null || row.closedOn > day);
  const names = await namesOf(
    tx,
    there.flatMap(({ holdings }) => holdings.flatMap((one) => one.accountId ?? [])),
  );
  const [from, to] = [addDays(day, -yearOfDays), addDays(day, 1)];
  const turnover = turnoverOf(
    known.map(({ held }) => held),
    from,
    to,
  );
  return {
    day,
    posts: there.map((one) => shown(one, day, names)),
    roles: byRole(known, day),
    turnover: { from, to, ...turnover },
    runs: await rows.runsSite(tx, siteId),
  };
};

/** Those who hold a role at a site. */
export const listSitePeople: Cases['listSitePeople'] = async (tx, { siteId }) => {
  await answersFor(tx, siteId);
  const people = await sitePeople(tx, [siteId]);
  const names = await namesOf(
    tx,
    people.map((one) => one.accountId),
  );
  return {
    people: people
      .map(({ accountId }) => ({ accountId, name: names.get(accountId) ?? '' }))
      .filter(({ name }) => name !== '')
      .sort((left, right) => left.name.localeCompare(right.name)),
  };
};
