import { type Fill, say } from '../../../../kernel/words.ts';
import { saidKey } from '../../../coding/server/index.ts';
import words from '../../words.json' with { type: 'json' };
import type { StudyTold } from './told.ts';

/** Sentences about a study, each made from its records alone; nothing where the records hold nothing. */
export type Facts = Readonly<Record<string, string | null>>;

const counted = <T>(rows: readonly T[], of: (row: T) => string) =>
  [...Map.groupBy(rows, of)].map(([name, group]) => ({ name, count: group.length }));

/** How many people were heard, and by which role as far as that may be told. */
function peopleIn(told: StudyTold) {
  const heard = told.sources.filter((one) => one.kind !== 'check');
  const people = new Map(
    heard.flatMap(({ id, participantId }): [string, string | null][] => {
      const speakers = told.speakers.get(id);
      if (speakers === undefined) return [[participantId ?? id, told.people.get(id)?.part ?? null]];
      return speakers.map((one) => [
        one.participantId,
        told.people.get(saidKey(id, one.participantId))?.part ?? null,
      ]);
    }),
  );
  const repeat = counted(
    heard.filter((one) => one.participantId !== null && one.kind === 'transcript'),
    (one) => one.participantId ?? '',
  ).filter((one) => one.count > 1).length;
  const roles = counted([...people.values()], (part) => part ?? '').filter((one) => one.name !== '');
  return { people: people.size, repeat, roles };
}

/** What the records of a study say, sentence by sentence. */
export function factsOf(told: StudyTold): Facts {
  const { locale } = told;
  const t = (key: keyof typeof words, fill: Fill = {}) => say(words, key, locale, fill);
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(`${locale}-CA`, { type: 'conjunction' }).format(names);
  const when = (count: number, key: keyof typeof words, fill: Fill = {}) =>
    count > 0 ? t(key, { count, ...fill }) : null;
  const { people, repeat, roles } = peopleIn(told);
  const used = told.sites.filter((site) => told.sources.some((one) => one.siteId === site.id));
  const kinds = counted(told.sources, (one) => one.kind).map(({ name, count }) =>
    t('fact.kind', { kind: t(`kind.${name}` as keyof typeof words), count }),
  );
  const notes = told.sources.filter((one) => one.kind === 'note').length;
  const major = told.themes.filter((theme) => !theme.minor).map((theme) => theme.name);
  const minor = told.themes.filter((theme) => theme.minor).map((theme) => theme.name);
  const quoted = told.themes.flatMap((theme) => theme.quotes);
  return {
    sites: when(used.length, 'fact.sites', { names: list(used.map((site) => site.name)) }),
    participation: told.participation.asked > 0 ? told.participation.sentence : null,
    sample: when(people, 'fact.sample', { texts: told.sources.length }),
    roles: when(roles.length, 'fact.roles', {
      names: list(roles.map(({ name, count }) => t('fact.role', { name, count }))),
    }),
    sources: when(told.sources.length, 'fact.sources', { kinds: list(kinds) }),
    repeat: people > 0 ? (when(repeat, 'fact.repeat') ?? t('fact.noRepeat')) : null,
    notes: when(notes, 'fact.notes'),
    ...recorded(told, t),
    consent: told.sources.length > 0 ? t('fact.consent') : null,
    pseudonyms: told.sources.some((one) => one.pseudonym !== null) ? t('fact.pseudonyms') : null,
    ...coded(told, t, list),
    derivation: when(told.themes.length, 'fact.derivation', { own: ownCodes(told) }),
    software: t('fact.software'),
    ...checked(told, t),
    quotes: when(quoted.length, 'fact.quotes', {
      people: new Set(quoted.map((quote) => quote.participantId ?? quote.sourceId)).size,
    }),
    major: when(major.length, 'fact.major', { names: list(major) }),
    minor: when(minor.length, 'fact.minor', { names: list(minor) }),
  };
}

type Say = (key: keyof typeof words, fill?: Fill) => string;

const ownCodes = (told: StudyTold) => told.coding.codebook.filter((code) => code.origin !== 'locked').length;

function recorded(told: StudyTold, t: Say): Facts {
  const { minutes } = told;
  if (minutes.length === 0) return { recorded: null, duration: null };
  const [least, most] = [Math.round(Math.min(...minutes)), Math.round(Math.max(...minutes))];
  return {
    recorded: t('fact.recorded', { count: minutes.length }),
    duration: t('fact.duration', { count: minutes.length, least, most }),
  };
}

function coded(told: StudyTold, t: Say, list: (names: readonly string[]) => string): Facts {
  const { coding, codebook, locale } = told;
  const own = ownCodes(told);
  const codes = { locked: coding.codebook.length - own, own };
  const rounded = (value: number | null) =>
    value === null
      ? t('fact.undefined')
      : new Intl.NumberFormat(`${locale}-CA`, {
          minimumFractionDigits: 2,
          maximumFractionDigits: 2,
        }).format(value);
  const { agreement } = coding;
  const percent = (value: number | null) =>
    value === null
      ? t('fact.undefined')
      : new Intl.NumberFormat(`${locale}-CA`, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  return {
    codebook: t('fact.codebook', { name: codebook.name[locale], version: codebook.version, ...codes }),
    tree: coding.coded.codings > 0 ? t('fact.tree', { codes: coding.coded.codes }) : null,
    coded: coding.coded.codings > 0 ? t('fact.coded', coding.coded) : null,
    coders:
      coding.coders.length > 0
        ? t('fact.coders', {
            count: coding.coders.length,
            names: list(coding.coders.map((name) => name || t('fact.unnamed'))),
          })
        : null,
    agreement:
      agreement === null
        ? null
        : t('fact.agreement', {
            texts: agreement.texts,
            units: agreement.units,
            percent: percent(agreement.percent),
            kappa: rounded(agreement.kappa),
            alpha: rounded(agreement.alpha),
          }),
  };
}

function checked({ check }: StudyTold, t: Say): Facts {
  if (check === null || check.invited === 0) return { check: null, changes: null };
  const { findings, invited, answered } = check;
  const sum = (of: 'agree' | 'partly' | 'disagree') =>
    findings.reduce((total, finding) => total + finding.tally[of], 0);
  const changed = findings.filter((one) => one.change !== null && one.change.kind !== 'kept').length;
  const counts = { agree: sum('agree'), partly: sum('partly'), disagree: sum('disagree') };
  return {
    check: t('fact.check', { findings: findings.length, invited, answered, ...counts }),
    changes: changed > 0 ? t('fact.changes', { count: changed }) : null,
  };
}
