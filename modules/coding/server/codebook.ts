import type { Tx } from '../../../kernel/server/scope.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { studyByCode, studyById, type StudyRow } from '../../evidence/server/index.ts';
import { isId } from '../../../kernel/id.ts';
import { crossingsOf, homeOf, kindBelow } from '../model.ts';
import { worksIn } from './queries.ts';
import { type CodeRow, codesOf, lockedCodes, type LockedRow } from './codes/queries.ts';

/** Where a code counts, and what is stored of it in a coding. */
export type Home = {
  readonly domain: string;
  readonly construct: string;
  readonly system: string;
  readonly version: string;
  /** Whether new passages may carry it: it is in use and does more than group others. */
  readonly open: boolean;
  /** Codes it may be crossed with. */
  readonly crosses: readonly string[];
};

/** The codebook of a study: the locked codes in published order, then the team's own. */
export type Codebook = ReadonlyMap<string, Home>;

/** The name under which codes of the team's own are stored; their version is the version of the code. */
export const ownSystem = 'own';

type Locked = Pick<StudyRow, 'system' | 'codebookVersion'>;
type Entry = { code: string; kind: string; parent: string | null };

/** Published versions never change, so each is read once. */
const read = new Map<string, readonly LockedRow[]>();

async function lockedOf(tx: Tx, study: Locked): Promise<readonly LockedRow[]> {
  const key = `${study.system}@${study.codebookVersion}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const rows = await lockedCodes(tx, study);
  if (rows.length === 0) throw refuse('missing', 'coding.noCodebook');
  read.set(key, rows);
  return rows;
}

/** The codebook of a study: the version it locked, with the codes of its own. */
export async function codebookOf(tx: Tx, study: Locked & { id: string }): Promise<Codebook> {
  const locked = await lockedOf(tx, study);
  return arranged(
    study,
    locked,
    (await codesOf(tx, study.id)).filter((row) => row.own),
  );
}

/** Arranges locked and own codes: where each counts, and what it may be crossed with. */
export function arranged(study: Locked, locked: readonly LockedRow[], own: readonly CodeRow[]): Codebook {
  const entries = new Map<string, Entry>(
    locked.map(({ code, kind, parent }) => [code, { code, kind, parent }]),
  );
  const waiting = new Map(own.map((row) => [row.code, row]));
  const place = (row: CodeRow): Entry | undefined => {
    waiting.delete(row.code);
    const above =
      row.parent === null ? undefined : (entries.get(row.parent) ?? placed(waiting.get(row.parent)));
    const entry = { code: row.code, kind: kindBelow(above?.kind), parent: above?.code ?? null };
    entries.set(row.code, entry);
    return entry;
  };
  const placed = (row: CodeRow | undefined) => (row === undefined ? undefined : place(row));
  for (const row of own) if (waiting.has(row.code)) place(row);
  const crossings = crossingsOf([...entries.values()]);
  const rows = new Map(own.map((row) => [row.code, row]));
  const pathOf = (entry: Entry): Entry[] => {
    const above = entry.parent === null ? undefined : entries.get(entry.parent);
    return [...(above === undefined ? [] : pathOf(above)), entry];
  };
  return new Map(
    [...entries.values()].map((entry) => {
      const row = rows.get(entry.code);
      return [
        entry.code,
        {
          ...homeOf({ code: entry.code, kind: entry.kind, path: pathOf(entry) }),
          system: row === undefined ? study.system : ownSystem,
          version: row === undefined ? study.codebookVersion : String(row.version),
          open: row === undefined || (row.codable && row.retiredAt === null),
          crosses: crossings.get(entry.code)?.with ?? [],
        },
      ];
    }),
  );
}

/** Where a code counts; refuses one that the codebook does not have. */
export function homeIn(codebook: Codebook, code: string): Home {
  const home = codebook.get(code);
  if (home === undefined) throw refuse('invalid', 'coding.notInCodebook', { code });
  return home;
}

/** What a coding stores of its code and of the one it is crossed with; refuses codes out of use and pairs that do not cross. */
export function codedAs(codebook: Codebook, code: string, crossed: string | null) {
  const home = homeIn(codebook, code);
  if (!home.open) throw refuse('invalid', 'coding.codeRetired');
  if (crossed !== null && !home.crosses.includes(crossed)) throw refuse('invalid', 'coding.doNotCross');
  return {
    code,
    system: home.system,
    systemVersion: home.version,
    domain: home.domain,
    construct: home.construct,
    crossed,
    crossedConstruct: crossed === null ? null : homeIn(codebook, crossed).construct,
  };
}

/** A study this person works in; refuses any other as missing. */
export async function studyWorkedIn(tx: Tx, id: string): Promise<StudyRow> {
  const study = found(await studyById(tx, id), 'coding.noSuchStudy');
  if (!(await worksIn(tx, id))) throw refuse('missing', 'coding.noSuchStudy');
  return study;
}

/** A study by its id or its short name; refuses as missing. */
export async function studyAsked(tx: Tx, asked: string): Promise<StudyRow> {
  return found(isId(asked) ? await studyById(tx, asked) : await studyByCode(tx, asked), 'coding.noSuchStudy');
}
