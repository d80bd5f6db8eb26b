import { newId } from '../../../../kernel/id.ts';
import { sealMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Answered, RowFault } from '../../survey/fit.ts';
import { nameTokens } from '../redaction/names.ts';
import { insertKey } from '../participants/keyQueries.ts';
import { identityTokens, keyPlace } from '../participants/participants.ts';
import {
  completePeople,
  insertPeople,
  type Known,
  lastNumber,
  type NewPerson,
  participantsKnown,
} from './queries.ts';

/** Who answered a row. */
export type Person = { readonly id: string; readonly siteId: string | null };

type Match = { readonly row: Answered; readonly person: NewPerson; readonly known: Known | undefined };

/** Finds or makes who answered each row, by row number; rows of somebody who withdrew, or whose code is somebody else's, are refused. */
export async function peopleFor(
  tx: Tx,
  studyId: string,
  rows: readonly Answered[],
): Promise<{ people: Map<number, Person>; faults: (RowFault & { row: number })[] }> {
  const tokens = await tokensOf(tx, rows);
  const known = await participantsKnown(tx, studyId, {
    pseudonyms: rows.flatMap((row) => row.pseudonym ?? []),
    tokens: [...tokens.values()],
  });
  const byToken = new Map(known.flatMap((one) => (one.token === null ? [] : [[one.token, one] as const])));
  const byName = new Map(known.map((one) => [one.pseudonym, one]));
  const names = await namesIn(tx, rows);
  const faults: (RowFault & { row: number })[] = [];
  const matches: Match[] = [];
  const ids = rows.map(() => newId()).sort();
  let number = await lastNumber(tx, studyId);
  for (const row of rows) {
    const token = tokens.get(row.row) ?? null;
    const named = row.pseudonym === null ? undefined : byName.get(row.pseudonym);
    const one = token === null ? named : (byToken.get(String(token)) ?? named);
    const reason = faultOf(one, row, token);
    if (reason !== undefined) faults.push({ row: row.row, reason });
    else {
      const pseudonym = one?.pseudonym ?? row.pseudonym ?? `R${(number += 1)}`;
      const { siteId, part } = row;
      matches.push({
        row,
        known: one,
        person: {
          id: one?.id ?? ids[matches.length] ?? newId(),
          pseudonym,
          siteId,
          part,
          token,
          nameTokens: names.get(row.row) ?? [],
        },
      });
    }
  }
  await keepPeople(tx, studyId, matches);
  return { people: new Map(matches.map(({ row, person }) => [row.row, person])), faults };
}

function faultOf(
  one: Known | undefined,
  row: Answered,
  token: bigint | null,
): RowFault['reason'] | undefined {
  if (one?.standing === 'withdrew') return 'withdrew';
  const another = token !== null && one !== undefined && one.token !== null && one.token !== String(token);
  const renamed = one !== undefined && row.pseudonym !== null && row.pseudonym !== one.pseudonym;
  return another || renamed ? 'who' : undefined;
}

async function tokensOf(tx: Tx, rows: readonly Answered[]): Promise<Map<number, bigint>> {
  const named = rows.flatMap(({ row, identity }) => (identity === null ? [] : [{ row, identity }]));
  const tokens = await identityTokens(
    tx,
    named.map(({ identity }) => identity),
  );
  return new Map(named.map(({ row }, index) => [row, tokens[index] ?? 0n]));
}

async function namesIn(tx: Tx, rows: readonly Answered[]): Promise<Map<number, bigint[]>> {
  const names = new Map<number, bigint[]>();
  for (const { row, identity } of rows) if (identity !== null) names.set(row, await nameTokens(tx, identity));
  return names;
}

async function keepPeople(tx: Tx, studyId: string, matches: readonly Match[]): Promise<void> {
  const fresh = matches.filter(({ known }) => known === undefined).map(({ person }) => person);
  const met = matches.filter(({ known }) => known !== undefined).map(({ person }) => person);
  if (fresh.length > 0) await insertPeople(tx, studyId, fresh);
  if (met.length > 0) await completePeople(tx, met);
  const unkeyed = matches.flatMap(({ row, person, known }) =>
    row.identity === null || (known !== undefined && known.token !== null)
      ? []
      : [{ id: newId(), studyId, participantId: person.id, identity: row.identity }],
  );
  if (unkeyed.length === 0) return;
  const sealed = await sealMany(
    tx,
    unkeyed.map(({ id, identity }) => ({ subjectId: id, place: keyPlace, rowId: id, text: identity })),
  );
  insertKey(
    tx,
    unkeyed.map(({ identity: _, ...one }, index) => ({ ...one, sealed: sealed[index] ?? Buffer.alloc(0) })),
  );
}
