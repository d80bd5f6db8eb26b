import { newId } from '../../../../kernel/id.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { coding, WhenSmall } from '../../contract.ts';
import { fewestPeople, leaveOut, type SmallGroup, smallGroups } from '../../model.ts';
import { studyAsked } from '../codebook.ts';
import { disclosuresOf, type HeardRow, heardIn, insertDisclosure } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

const place = 'coding.disclosure.reason';

/** What a file may say of whoever was heard in a text; `label` where nobody is named is the file's own name, unless something is left out. */
export type Said = {
  readonly pseudonym: string | null;
  readonly part: string | null;
  readonly siteId: string | null;
  readonly kind: string;
  readonly named: boolean;
};

const asPeople = (rows: readonly HeardRow[]) =>
  rows.map((row) => ({ person: row.person, role: row.part, site: row.siteId }));

/** People, not texts: a text in which several speak is no person beside them. */
function peopleAmong(rows: readonly HeardRow[]): HeardRow[] {
  const spoken = new Set(rows.filter((row) => row.speaks).map((row) => row.id));
  return rows.filter((row) => row.speaks || !spoken.has(row.id));
}

/** What names somebody heard in a text: the text, and the speaker where several speak in it. */
export const saidKey = (sourceId: string, participantId?: string) =>
  participantId === undefined ? sourceId : `${sourceId}/${participantId}`;

const keyOf = (row: HeardRow) => saidKey(row.id, row.speaks ? row.person : undefined);

/** The roles at sites that point to few people among those whose texts are shown, and how many people are. */
export async function peopleShown(
  tx: Tx,
  studyId: string,
  sourceIds: Iterable<string>,
): Promise<{ heard: HeardRow[]; people: number; small: SmallGroup[] }> {
  const heard = await heardIn(tx, studyId);
  const wanted = new Set(sourceIds);
  const people = peopleAmong(heard);
  const shown = new Set(people.filter((row) => wanted.has(row.id)).map((row) => row.person));
  return { heard, people: shown.size, small: smallGroups(asPeople(people), shown) };
}

/** Small groups as the contract names them. */
export const groupsShown = (small: readonly SmallGroup[]) =>
  small.map(({ role, site, people }) => ({ role, siteId: site, people }));

/**
 * What a file may say of who was heard in each text, and of each who speaks in it, by `saidKey`. Where a role and a site point to few people it is refused with their names, or
 * they are left out, or they stay and the reason is kept with whoever gave it.
 */
export async function peopleLeaving(
  tx: Tx,
  study: { id: string },
  leaving: WhenSmall & { what: 'quotes' | 'report'; sourceIds: Iterable<string> },
): Promise<ReadonlyMap<string, Said>> {
  const { heard, small } = await peopleShown(tx, study.id, leaving.sourceIds);
  const kept = (row: HeardRow): Said => ({ ...row, named: true });
  if (small.length === 0) return new Map(heard.map((row) => [keyOf(row), kept(row)]));
  if (leaving.small === 'ask')
    throw refuse('conflict', 'coding.smallGroups', { groups: groupsShown(small), fewest: fewestPeople });
  if (leaving.small === 'keep') {
    await keepReason(tx, study.id, { ...leaving, groups: small });
    return new Map(heard.map((row) => [keyOf(row), kept(row)]));
  }
  const people = peopleAmong(heard);
  const seen = new Map(leaveOut(asPeople(people)).map((one, at) => [people[at], one]));
  return new Map(
    heard.map((row) => {
      const { role, site } = seen.get(row) ?? { role: null, site: null };
      return [keyOf(row), { ...row, part: role, siteId: site, named: false }];
    }),
  );
}

async function keepReason(
  tx: Tx,
  studyId: string,
  { what, reason, groups }: { what: 'quotes' | 'report'; reason?: string | undefined; groups: SmallGroup[] },
): Promise<void> {
  if (reason === undefined || reason.length < 3) throw refuse('invalid', 'coding.smallReason');
  const id = newId();
  await insertDisclosure(tx, {
    id,
    studyId,
    what,
    groups: groups.length,
    fewest: Math.min(...groups.map((one) => one.people)),
    reason: await seal(tx, studyId, place, id, reason),
  });
  tx.note({
    operation: 'coding.keepSmallGroups',
    action: 'execute',
    subjects: [],
    facts: { disclosure: id, groups: groups.length },
  });
}

/** Lists what left although it points to few people. */
export const listDisclosures: Cases['listDisclosures'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await disclosuresOf(tx, study.id);
  const reasons = await openMany(
    tx,
    rows.map((row) => ({ subjectId: study.id, place, rowId: row.id, bytes: row.reasonSealed })),
  );
  const names = await namesOf(
    tx,
    rows.map((row) => row.by),
  );
  return {
    rows: rows.map(({ reasonSealed: _, by, at, ...row }, index) => ({
      ...row,
      reason: reasons[index] ?? '',
      name: names.get(by) ?? '',
      at: at.toISOString(),
    })),
  };
};
