import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Locale } from '../../../../kernel/words.ts';
import { coderNames } from '../agreement/rounds.ts';
import { compared } from '../agreement/compare.ts';
import { studyAsked } from '../codebook.ts';
import { codesOf } from '../codes/queries.ts';
import { pathsIn } from '../leaving/files.ts';
import { lockedNames } from '../leaving/queries.ts';
import { ratingsTold } from '../ratings/rate.ts';
import { codedIn, codingsByCode, mostTogether, whoCoded } from './queries.ts';

/** How far the two coders who finished most texts together agree, by turn of speech, over all constructs. */
export type AgreementTold = {
  readonly texts: number;
  readonly units: number;
  readonly percent: number | null;
  readonly kappa: number | null;
  readonly alpha: number | null;
};

/** A code of a study's codebook as a report lists it. */
export type CodeTold = {
  readonly code: string;
  readonly path: string;
  readonly origin: 'locked' | 'team' | 'words' | 'import';
  readonly definition: string;
  readonly codings: number;
};

/** What a report tells of the coding of a study. */
export type CodingTold = {
  readonly coded: { codings: number; passages: number; texts: number; codes: number };
  readonly coders: readonly string[];
  readonly agreement: AgreementTold | null;
  readonly codebook: readonly CodeTold[];
  /** The team's ratings, by construct and site; `verdict` says whether a construct sets sites apart. */
  readonly results: readonly {
    readonly construct: string;
    readonly path: string;
    readonly values: ReadonlyMap<string, string>;
    readonly verdict: string;
  }[];
  readonly nameOf: (code: string) => string;
};

/** Gathers what a report tells of the coding of a study, in one language. */
export async function tellCoding(tx: Tx, studyId: string, locale: Locale): Promise<CodingTold> {
  const study = await studyAsked(tx, studyId);
  const nameOf = await pathsIn(tx, study, locale);
  const coders = await whoCoded(tx, study.id);
  const names = await coderNames(
    tx,
    coders.map((one) => one.coder),
  );
  return {
    coded: await codedIn(tx, study.id),
    coders: coders.map((one) => names.get(one.coder) ?? ''),
    agreement: await agreementTold(tx, study.id),
    codebook: await bookTold(tx, study, nameOf),
    results: await resultsTold(tx, study.id, nameOf),
    nameOf,
  };
}

async function agreementTold(tx: Tx, studyId: string): Promise<AgreementTold | null> {
  const pair = await mostTogether(tx, studyId);
  if (pair === undefined) return null;
  const found = await compared(tx, {
    study: studyId,
    coders: [pair.one, pair.other],
    unit: 'turn',
    level: 'construct',
    threshold: 0.9,
    trim: true,
    resamples: 0,
    seed: 1,
  });
  if (found.documents === 0) return null;
  const { units, percent, cohen, alpha } = found.pooled;
  return {
    texts: found.documents,
    units,
    percent: percent.value,
    kappa: cohen.value,
    alpha: alpha.value,
  };
}

async function bookTold(
  tx: Tx,
  study: Awaited<ReturnType<typeof studyAsked>>,
  nameOf: (code: string) => string,
): Promise<CodeTold[]> {
  const counted = new Map((await codingsByCode(tx, study.id)).map((row) => [row.code, row.codings]));
  const own = await codesOf(tx, study.id);
  const guides = new Map(own.map((row) => [row.code, row]));
  const told = (code: string, origin: CodeTold['origin']): CodeTold => {
    const guide = guides.get(code);
    const definition = [guide?.definition, guide?.include].filter(Boolean).join(' ');
    return { code, path: nameOf(code), origin, definition, codings: counted.get(code) ?? 0 };
  };
  return [
    ...(await lockedNames(tx, study)).map(({ code }) => told(code, 'locked')),
    ...own.filter((row) => row.own).map((row) => told(row.code, row.origin)),
  ];
}

async function resultsTold(tx: Tx, studyId: string, nameOf: (code: string) => string) {
  const { rows, distinctions } = await ratingsTold(tx, studyId);
  const verdicts = new Map(distinctions.map((one) => [one.construct, one.verdict]));
  const agreed = rows.filter((row) => row.layer === 'consensus' && row.siteId !== null && row.value !== null);
  return [...Map.groupBy(agreed, (row) => row.construct)].map(([construct, cells]) => ({
    construct,
    path: nameOf(construct),
    values: new Map(cells.map((cell) => [cell.siteId ?? '', cell.value ?? ''])),
    verdict: verdicts.get(construct) ?? 'insufficient',
  }));
}
