import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { asSaid, dayOf } from '../../../../kernel/time.ts';
import { type Fill, say } from '../../../../kernel/words.ts';
import { fewestPeople } from '../../../coding/model.ts';
import { groupsShown, peopleLeaving, peopleShown } from '../../../coding/server/index.ts';
import { openSourcesOf } from '../../../evidence/server/index.ts';
import { findDefinition } from '../../../vocabulary/server/index.ts';
import type { reports } from '../../contract.ts';
import type { Checklist, StudyReport } from '../../study/study.ts';
import words from '../../words.json' with { type: 'json' };
import { checklistKeys, checklistsOf, saidPlace } from './checklists.ts';
import { type Facts, factsOf } from './facts.ts';
import { leavingAs } from './files.ts';
import { itemsOf, putItem } from './queries.ts';
import { tablesOf } from './tables.ts';
import { gatherStudy, studyOf, type StudyTold } from './told.ts';

type Cases = UseCases<typeof reports.operations>;

const paragraphs = [
  ['sites', 'participation', 'sample', 'roles'],
  ['sources', 'recorded', 'duration', 'repeat', 'consent', 'pseudonyms'],
  ['codebook', 'coded', 'coders', 'agreement'],
  ['derivation', 'major', 'minor', 'check', 'changes', 'software'],
] as const;

/** The report of a study from what was gathered. */
function reportOf(told: StudyTold, facts: Facts, lists: readonly Checklist[], now: Date): StudyReport {
  const { locale, study, community } = told;
  const t = (key: keyof typeof words, fill: Fill = {}) => say(words, key, locale, fill);
  const calendar = new Intl.DateTimeFormat(`${locale}-CA`, { dateStyle: 'long', timeZone: 'UTC' });
  const day = calendar.format(new Date(`${dayOf(now, community.timeZone)}T00:00:00Z`));
  const methods = paragraphs.map((keys) => keys.flatMap((key) => facts[key] ?? []).join(' ')).filter(Boolean);
  return {
    locale,
    title: study.title,
    subtitle: t('study.subtitle', { community: community[locale] }),
    madeOn: t('study.madeOn', { day: asSaid(day, locale) }),
    headings: { methods: t('study.methods') },
    methods,
    tables: tablesOf(told, lists),
  };
}

/** Shows the report as the people of the study see it, and whom it would point to if it left. */
export const showStudy: Cases['showStudy'] = async (tx, { studyId, locale }) => {
  await studyOf(tx, studyId);
  const sourceIds = (await openSourcesOf(tx, studyId)).map((one) => one.id);
  const { heard, small } = await peopleShown(tx, studyId, sourceIds);
  const people = new Map(heard.map((row) => [row.id, { ...row, named: true }]));
  const told = await gatherStudy(tx, studyId, locale, { people, careful: false });
  const facts = factsOf(told);
  const lists = await checklistsOf(tx, told, facts);
  const { methods, tables, ...rest } = reportOf(told, facts, lists, tx.now);
  return {
    report: {
      ...rest,
      methods: [...methods],
      tables: tables.map((one) => ({
        ...one,
        headings: [...one.headings],
        rows: one.rows.map((row) => [...row]),
      })),
    },
    checklists: lists.map((list) => ({
      ...list,
      items: list.items.map((item) => ({ ...item, facts: [...item.facts] })),
    })),
    small: groupsShown(small),
    fewest: fewestPeople,
    quoted: [...new Set(told.themes.flatMap((theme) => theme.quotes.map((quote) => quote.sourceId)))],
  };
};

/** Says what no record holds. */
export const writeItem: Cases['writeItem'] = async (tx, { studyId, list, code, text, version }) => {
  await studyOf(tx, studyId);
  if (!checklistKeys.includes(list)) throw refuse('missing', 'reports.noSuchItem');
  const { codes } = await findDefinition(tx, 'vocabulary', { key: list });
  found(
    codes.find((entry) => entry.code === code && entry.number !== null && entry.prompt !== undefined),
    'reports.noSuchItem',
  );
  const known = await itemAt(tx, studyId, list, code);
  const id = known ?? newId();
  const said = text === '' ? null : await seal(tx, studyId, saidPlace, id, text);
  const put = await putItem(tx, { id, studyId, list, code, said, version });
  if (put === undefined) throw refuse('conflict', 'reports.itemChanged');
  return put;
};

async function itemAt(tx: Tx, studyId: string, list: string, code: string) {
  return (await itemsOf(tx, studyId)).find((row) => row.list === list && row.code === code)?.id;
}

/** Gives the report as a file. Roles and sites that point to few people are decided on before anything leaves. */
export const fetchStudy: Cases['fetchStudy'] = async (tx, input) => {
  const { studyId, locale, format } = input;
  const study = await studyOf(tx, studyId);
  const sourceIds = (await openSourcesOf(tx, studyId)).map((one) => one.id);
  const people = await peopleLeaving(tx, study, { ...input, what: 'report', sourceIds });
  const careful = [...people.values()].some((one) => !one.named);
  const told = await gatherStudy(tx, studyId, locale, { people, careful });
  const facts = factsOf(told);
  const report = reportOf(told, facts, await checklistsOf(tx, told, facts), tx.now);
  const subjects = told.themes.flatMap((theme) => theme.quotes.map((quote) => quote.sourceId));
  tx.note({ operation: 'reports.quoteInReport', action: 'read', subjects: [...new Set(subjects)] });
  return leavingAs(format, study.code, report, input.table);
};
