import type { Tx } from '../../../kernel/server/scope.ts';
import { found } from '../../../kernel/refusal.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { ServiceDetail } from '../contract.ts';
import { dueOn } from '../model.ts';
import type { Translations } from '../shapes.ts';
import { speakHours } from './searchServices.ts';
import { contactsOf, phonesOf, placesOf, reportsOf, sentencesOf, wholeService } from './openQueries.ts';
import type { PlaceRow, Sentence, WholeService } from './openQueries.ts';
import { takingsOf } from './upkeep/capacity.ts';

type Speak = (translations: Translations, column: string, own: string | null) => string | null;

const present = (texts: readonly (string | null)[]) =>
  texts.filter((text) => text !== null && text !== '') as string[];

function said(service: WholeService, speak: Speak) {
  const one = (column: string, own: string | null) => speak(service.translations, column, own);
  return {
    name: one('name', service.name) ?? service.name,
    alternateName: one('alternate_name', service.alternate_name),
    description: one('description', service.description),
    alert: one('alert', service.alert),
    application: one('application_process', service.application_process),
    wait: one('wait_time', service.wait_time),
    interpretation: one('interpretation_services', service.interpretation_services),
    url: service.url,
    email: service.email,
    status: service.status,
    ages: { from: service.minimum_age, to: service.maximum_age },
  };
}

function place(row: PlaceRow, speak: Speak): ServiceDetail['places'][number] {
  const one = (column: string, own: string | null) => speak(row.translations, column, own);
  return {
    id: row.id,
    name: one('name', row.name),
    description: one('description', row.description),
    transportation: one('transportation', row.transportation),
    addresses: row.addresses.filter((line) => line !== ''),
    accessibility: row.accessibility.map(
      ({ words, translations }) => speak(translations, 'description', words) ?? words,
    ),
    phones: row.phones,
  };
}

/** The name of a language in the reader's own; words that are no code stay as the source has them. */
function languageName(words: string, locale: string): string {
  if (!/^[a-z]{2,3}$/.test(words)) return words;
  return new Intl.DisplayNames([locale], { type: 'language' }).of(words) ?? words;
}

/** Gives everything the directory knows of a service, in the reader's language where a translation exists. */
export async function openService(tx: Tx, input: { readonly id: string }): Promise<ServiceDetail> {
  const service = found(await wholeService(tx, input.id), 'directory.noSuchService');
  const speak: Speak = (translations, column, own) => translations[tx.actor.locale]?.[column] ?? own;
  const sentences = await sentencesOf(tx, input.id);
  const all = (kind: Sentence['kind']) =>
    present(
      sentences
        .filter((one) => one.kind === kind)
        .map((one) => speak(one.translations, one.column, one.words)),
    );
  const own = (column: string, words: string | null) => present([speak(service.translations, column, words)]);
  const { organization } = service;
  return {
    id: service.id,
    version: service.version,
    ...said(service, speak),
    eligibility: [...own('eligibility_description', service.eligibility_description), ...all('eligibility')],
    fees: [
      ...own('fees_description', service.fees_description),
      ...own('fees', service.fees),
      ...all('cost'),
    ],
    documents: all('document'),
    areas: all('area'),
    languages: [...new Set(all('language').map((words) => languageName(words, tx.actor.locale)))],
    terms: all('term'),
    organization: {
      id: organization.id,
      name: speak(organization.translations, 'name', organization.name) ?? organization.name,
      description: speak(organization.translations, 'description', organization.description),
      url: organization.website,
      email: organization.email,
    },
    phones: await phonesOf(tx, input.id, organization.id),
    contacts: await contactsOf(tx, input.id),
    places: (await placesOf(tx, input.id)).map((row) => place(row, speak)),
    hours: speakHours(service.card.hours, tx.actor.locale),
    marks: service.marks,
    reach: service.reach,
    source: service.source,
    freshness: { checkedOn: service.checkedOn, reportedAt: service.reportedAt?.toISOString() ?? null },
    groups: service.forGroups,
    siteId: service.site_id,
    ...(await kept(tx, service)),
  };
}

/** Who keeps the record right, what was said of taking referrals, and which reports are open. */
async function kept(
  tx: Tx,
  service: WholeService,
): Promise<Pick<ServiceDetail, 'upkeep' | 'takings' | 'reports'>> {
  const reports = await reportsOf(tx, service.id);
  const { keeper_id: keeperId, check_every: everyDays } = service;
  const names = await namesOf(tx, [...reports.map(({ by }) => by), ...(keeperId === null ? [] : [keeperId])]);
  return {
    upkeep: {
      keeperId,
      keeperName: keeperId === null ? null : (names.get(keeperId) ?? ''),
      everyDays,
      dueOn: dueOn(service.checkedOn, everyDays),
    },
    takings: await takingsOf(tx, service.id),
    reports: reports.map(({ by, at, ...report }) => ({
      ...report,
      at: at.toISOString(),
      byName: names.get(by) ?? '',
    })),
  };
}
