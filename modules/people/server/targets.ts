import type { Bilingual } from '../../../kernel/fields.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf, siteCatalogue } from '../../identity/server/index.ts';

/** Somebody or something a directive can name. */
export type Target = {
  readonly id: string;
  readonly kind: 'site' | 'organisation' | 'person';
  readonly label: Bilingual;
};

/** The sites and organisations of the community, and these accounts, each with its name in both languages. */
export async function targetsOf(tx: Tx, accountIds: readonly string[]): Promise<Target[]> {
  const sites = await siteCatalogue(tx);
  const names = await namesOf(tx, accountIds);
  const organisations = new Map(sites.map((site) => [site.organisationId, site.organisationName]));
  return [
    ...sites.map((site) => ({ id: site.id, kind: 'site' as const, label: site.name })),
    ...[...organisations].map(([id, label]) => ({ id, kind: 'organisation' as const, label })),
    ...[...names].map(([id, name]) => ({ id, kind: 'person' as const, label: { en: name, fr: name } })),
  ];
}
