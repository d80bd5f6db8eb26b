import type { Facts } from '../../refusal.ts';

/** Why a file is not taken in; each has a sentence at `refusal.<reason>` in the kernel's words. */
export const fileReasons = [
  'fileEmpty',
  'fileTooLarge',
  'fileUnknown',
  'fileOldWord',
  'fileDamaged',
  'fileLocked',
  'fileTooManyEntries',
  'fileUnpacksTooLarge',
  'fileNested',
  'fileEntryUnsafe',
  'fileXmlUnsafe',
  'fileXmlTooDeep',
  'fileXmlTooLong',
  'fileEncoding',
  'fileNoText',
  'fileTooMuchText',
  'fileTooSlow',
  'fileTooHeavy',
  'fileReaderDied',
  'fileQueue',
  'fileRowDamaged',
  'fileTooManyRows',
  'fileNoTable',
  'fileTooManyColumns',
] as const;

/** One of the reasons above. */
export type FileReason = (typeof fileReasons)[number];

/** Thrown while a file is read; crosses from the worker to the server as its reason and facts only. */
export class FileProblem extends Error {
  readonly reason: FileReason;
  readonly facts: Facts;
  constructor(reason: FileReason, facts: Facts = {}) {
    super(reason);
    this.name = 'FileProblem';
    this.reason = reason;
    this.facts = facts;
  }
}

/** What one file may cost. Sizes in bytes, time in milliseconds. */
export type FileLimits = {
  readonly fileBytes: number;
  readonly unpackedBytes: number;
  readonly entryBytes: number;
  readonly entries: number;
  /** Unpacked size over packed size, looked at once more than `ratioFrom` bytes are out. */
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly characters: number;
  readonly depth: number;
  readonly token: number;
  readonly wallClock: number;
  readonly memory: number;
};

const mega = 1024 * 1024;

/** The limits of the house; an honest interview document unpacks 0.5 MB to 18 MB, a ratio of 36. */
export const fileLimits: FileLimits = {
  fileBytes: 50 * mega,
  unpackedBytes: 200 * mega,
  entryBytes: 100 * mega,
  entries: 2_000,
  ratio: 100,
  ratioFrom: 2 * mega,
  characters: 10_000_000,
  depth: 400,
  token: 4_000_000,
  wallClock: 30_000,
  memory: 450 * mega,
};

/** Turns whatever a parser threw into a problem: our own stays, anything else means the file is damaged. */
export function problemFrom(error: unknown): FileProblem {
  return error instanceof FileProblem ? error : new FileProblem('fileDamaged');
}
