import { refuse } from '../../../../kernel/refusal.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Locale } from '../../../../kernel/words.ts';
import { rankingsOf, type Said, tellCoding, themesOf } from '../../../coding/server/index.ts';
import {
  openSourcesOf,
  openTurns,
  participationIn,
  speakersOf,
  studyById,
} from '../../../evidence/server/index.ts';
import { checksOf, findingsAnswered } from '../../../learning/server/index.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import { communityNow, siteNames, worksHere } from './queries.ts';

/** A study this person works in; any other is missing. */
export async function studyOf(tx: Tx, id: string) {
  const study = await studyById(tx, id);
  if (study === undefined || !(await worksHere(tx, id))) throw refuse('missing', 'reports.noSuchStudy');
  return study;
}

/** Everything a report of a study is told from, in one language: nothing of it comes from a text that was withdrawn. */
export type StudyTold = Awaited<ReturnType<typeof gatherStudy>>;

/** Gathers what a report of a study is told from. `people` says what may be told of whoever was heard in each text; `careful` that something is left out. */
export async function gatherStudy(
  tx: Tx,
  id: string,
  locale: Locale,
  leaving: { people: ReadonlyMap<string, Said>; careful: boolean },
) {
  const study = await studyOf(tx, id);
  const sources = await openSourcesOf(tx, id);
  const [check] = (await checksOf(tx, id)).filter((one) => one.startedAt !== null);
  const names = await siteNames(tx);
  return {
    ...leaving,
    locale,
    study,
    codebook: await findDefinition(tx, 'vocabulary', { key: study.system, version: study.codebookVersion }),
    community: await communityNow(tx),
    sites: names.map((site) => ({ id: site.id, name: site[locale] })),
    sources,
    speakers: Map.groupBy(await speakersOf(tx, id), (one) => one.sourceId),
    minutes: await minutesOf(tx, sources),
    participation: await participationIn(tx, id, locale),
    coding: await tellCoding(tx, id, locale),
    themes: await themesOf(tx, id),
    rankings: (await rankingsOf(tx, id)).filter((one) => one.closedAt !== null),
    check: check === undefined ? null : { ...check, findings: await findingsAnswered(tx, check.id) },
  };
}

/** How long each recording is that a text keeps the times of, in minutes. */
async function minutesOf(tx: Tx, sources: readonly { id: string; documentKind: string | null }[]) {
  const timed = sources.filter((one) => ['vtt', 'srt'].includes(one.documentKind ?? ''));
  const turns = await openTurns(
    tx,
    timed.map((one) => one.id),
  );
  return timed.flatMap(({ id }) => {
    const last = Math.max(0, ...(turns.get(id) ?? []).map((turn) => turn.to ?? 0));
    return last > 0 ? [last / 60_000] : [];
  });
}
