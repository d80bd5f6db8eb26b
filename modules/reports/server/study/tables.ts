import { say } from '../../../../kernel/words.ts';
import { fewestPeople, placesOf } from '../../../coding/model.ts';
import { type Cell, type Checklist, drawnTogether, type ReportTable } from '../../study/study.ts';
import words from '../../words.json' with { type: 'json' };
import type { StudyTold } from './told.ts';

type Key = keyof typeof words;
type Say = (key: Key) => string;

const saying =
  (told: StudyTold): Say =>
  (key) =>
    say(words, key, told.locale);
const siteOf = (told: StudyTold, id: string | null | undefined) =>
  told.sites.find((site) => site.id === id)?.name ?? '';
const sentence = (told: StudyTold, said: { en: string; fr: string }) =>
  said[told.locale] || said.en || said.fr;

function table(
  t: Say,
  key: string,
  headings: readonly Key[],
  rows: readonly (readonly Cell[])[],
): ReportTable {
  return {
    key,
    title: t(`table.${key}` as Key),
    note: null,
    headings: headings.map((heading) => t(heading)),
    rows,
  };
}

/** Who was asked and who took part, by role and site; where that points to few people and is left out, those are drawn together. */
function participation(told: StudyTold): ReportTable {
  const t = saying(told);
  const whole = told.participation.rows.map((row) => ({ ...row, people: row.counts.took_part }));
  const { kept, together } = told.careful
    ? drawnTogether(whole, fewestPeople)
    : { kept: whole, together: [] };
  const line = (of: readonly (typeof whole)[number][], part: string, site: string): Cell[] => {
    const sum = (count: (row: (typeof whole)[number]) => number) =>
      of.reduce((total, row) => total + count(row), 0);
    const [asked, took] = [sum((row) => row.asked), sum((row) => row.counts.took_part)];
    const rest = (['declined', 'missing', 'withdrew', 'invited'] as const).map((standing) =>
      told.careful ? null : sum((row) => row.counts[standing]),
    );
    return [part, site, asked, took, ...rest];
  };
  const rows = kept.map((row) => line([row], row.part ?? t('table.noRole'), siteOf(told, row.siteId)));
  const others = together.length > 0 ? [line(together, t('table.others'), '')] : [];
  return table(
    t,
    'participation',
    [
      'head.role',
      'head.site',
      'head.asked',
      'head.took',
      'head.declined',
      'head.missing',
      'head.withdrew',
      'head.waiting',
    ],
    [...rows, ...others],
  );
}

/** The team's ratings: constructs by sites. */
function results(told: StudyTold): ReportTable {
  const t = saying(told);
  const { results: rated } = told.coding;
  const used = told.sites.filter((site) => rated.some((row) => row.values.has(site.id)));
  const written = (value: string | undefined) =>
    value === undefined
      ? ''
      : value.startsWith('-')
        ? `−${value.slice(1)}`
        : /^[12]$/.test(value)
          ? `+${value}`
          : value;
  const rows = rated.map((row) => [
    row.path,
    ...used.map((site) => written(row.values.get(site.id))),
    t(`verdict.${row.verdict}` as Key),
  ]);
  return {
    ...table(t, 'results', [], rows),
    note: t('table.resultsNote'),
    headings: [t('head.construct'), ...used.map((site) => site.name), t('head.apart')],
  };
}

function themes(told: StudyTold): ReportTable {
  const t = saying(told);
  return table(
    t,
    'themes',
    [
      'head.number',
      'head.theme',
      'head.sentence',
      'head.weight',
      'head.valence',
      'head.constructs',
      'head.quotes',
    ],
    told.themes.map((theme, at) => [
      at + 1,
      theme.name,
      sentence(told, theme.plain),
      t(theme.minor ? 'theme.minor' : 'theme.major'),
      t(`valence.${theme.valence}`),
      theme.constructs.map((code) => told.coding.nameOf(code)).join('; '),
      theme.quotes.length,
    ]),
  );
}

/** The chosen quotes of the themes, with as much of who said them as may be told. */
function quotes(told: StudyTold): ReportTable {
  const t = saying(told);
  const rows = told.themes.flatMap((theme, at) =>
    theme.quotes.map((quote) => {
      const who = told.people.get(quote.sourceId);
      return [
        at + 1,
        theme.name,
        quote.text,
        who?.pseudonym ?? '',
        who?.part ?? '',
        siteOf(told, who?.siteId),
      ];
    }),
  );
  return table(
    t,
    'quotes',
    ['head.number', 'head.theme', 'head.quote', 'head.person', 'head.role', 'head.site'],
    rows,
  );
}

/** What groups said matters most and is easiest to address: one row a challenge, those with as many points in one place. */
function rankings(told: StudyTold): ReportTable {
  const t = saying(told);
  const placed = (sums: readonly ({ points: number } | null)[]) =>
    placesOf(sums.map((sum) => sum?.points ?? 0)).map((one) =>
      one === null ? '' : `${one.place}${one.shared ? ` ${t('table.tied')}` : ''}`,
    );
  const rows = told.rankings.flatMap(({ question, voted, challenges }) => {
    const weighty = placed(challenges.map((one) => one.weighty));
    const easy = placed(challenges.map((one) => one.easy));
    return challenges.map((one, at) => [
      sentence(told, question),
      voted,
      sentence(told, one.name),
      weighty[at] ?? '',
      one.weighty?.points ?? 0,
      easy[at] ?? '',
      one.easy?.points ?? null,
    ]);
  });
  const headings = [
    'head.question',
    'head.voted',
    'head.challenge',
    'head.weighty',
    'head.points',
    'head.easy',
    'head.points',
  ] as const;
  return { ...table(t, 'rankings', headings, rows), note: t('table.rankingsNote') };
}

/** The findings that went back, what people said of them, and what was changed because of it. */
function findings(told: StudyTold): ReportTable {
  const t = saying(told);
  const rows = (told.check?.findings ?? []).map(({ plain, tally, change }) => [
    sentence(told, plain),
    tally.agree,
    tally.partly,
    tally.disagree,
    tally.said,
    change === null ? '' : `${t(`change.${change.kind}`)}: ${sentence(told, change)}`,
  ]);
  return table(
    t,
    'findings',
    ['head.finding', 'head.agree', 'head.partly', 'head.disagree', 'head.more', 'head.change'],
    rows,
  );
}

function codebook(told: StudyTold): ReportTable {
  const t = saying(told);
  const published = new Map(
    told.codebook.codes.map((one) => [one.code, one.definition?.[told.locale] ?? '']),
  );
  return table(
    t,
    'codebook',
    ['head.code', 'head.origin', 'head.definition', 'head.codings'],
    told.coding.codebook.map((code) => [
      code.path,
      t(`origin.${code.origin}`),
      [published.get(code.code), code.definition].filter(Boolean).join(' '),
      code.codings,
    ]),
  );
}

/** A checklist as a table; an item that nothing answers says so in words. */
export function checklistTable(told: StudyTold, list: Checklist): ReportTable {
  const t = saying(told);
  const rows = list.items.map((item) => [
    item.number,
    item.label,
    [item.said, ...item.facts].filter(Boolean).join(' '),
    t(`item.${item.state}`),
  ]);
  const headings: Key[] = ['head.number', 'head.item', 'head.reported', 'head.state'];
  return { ...table(t, 'participation', headings, rows), key: list.key, title: list.name };
}

/** Every table of a study's report, in the order they are read. */
export function tablesOf(told: StudyTold, lists: readonly Checklist[]): ReportTable[] {
  return [
    participation(told),
    results(told),
    themes(told),
    quotes(told),
    findings(told),
    rankings(told),
    codebook(told),
    ...lists.map((list) => checklistTable(told, list)),
  ];
}
