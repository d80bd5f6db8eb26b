/** Why Tributary cannot start or go on: one clear sentence for the person at the terminal. It never holds a secret. */
export class StartFailure extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StartFailure';
  }
}

const signs: readonly (readonly [RegExp, (place: string) => string])[] = [
  [
    /No space left on device|ENOSPC|could not extend file/,
    (place) => `The disk that holds ${place} is full: free some space and start again. Nothing was lost.`,
  ],
  [
    /EDQUOT|Disk quota exceeded/,
    (place) => `The disk quota for ${place} is used up: free some space and start again.`,
  ],
  [/EROFS|Read-only file system/, (place) => `${place} is on a disk that is read-only.`],
  [
    /EACCES|EPERM|Permission denied|wrong ownership/,
    (place) => `Tributary may not read and write ${place}: it needs a folder of its own.`,
  ],
  [
    /GLIBC_|libc\.musl|not found \(required by|cannot execute|ENOEXEC/,
    () =>
      'The database that comes with Tributary does not run on this system (it needs glibc 2.27 or newer): point DATABASE_URL at a PostgreSQL 15 or newer.',
  ],
  [/could not (create|map|resize) shared memory/, () => 'There is not enough memory for the database.'],
];

/** Turns what the system or PostgreSQL wrote into one sentence about `place`; undefined when it is nothing known. */
export function knownFailure(written: string, place: string): StartFailure | undefined {
  const sign = signs.find(([pattern]) => pattern.test(written));
  return sign && new StartFailure(sign[1](place));
}

/** Any error as a sentence: a known cause, or the last lines that were written. */
export function failureFrom(error: unknown, place: string): StartFailure {
  if (error instanceof StartFailure) return error;
  const written =
    error instanceof Error
      ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`
      : String(error);
  return knownFailure(written, place) ?? new StartFailure(`${place} cannot be used: ${written.trim()}`);
}
