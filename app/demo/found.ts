import type { Bilingual } from '../../kernel/fields.ts';
import type { Actor, Database, Tx } from '../../kernel/server/scope.ts';
import type { Locale } from '../../kernel/words.ts';
import type { Role } from '../../modules/identity/model.ts';
import {
  type DemoAccount,
  foundCommunity,
  founder,
  makeAccount,
  makeOrganisation,
  makeSite,
  setPassword,
} from '../../modules/identity/server/index.ts';
import { listMember } from '../../modules/network/server/index.ts';
import { findDefinition } from '../../modules/vocabulary/server/index.ts';
import { inOne, insertRows } from './bulk.ts';
import type { Draw } from './draw.ts';
import network from './network.json' with { type: 'json' };

/** A site of the demo network with what its clients' lives are made from. */
export type DemoSite = {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly organisationId: string;
  readonly program: string;
  readonly places: number;
  readonly share: number;
  readonly staff: { role: string; accountId: string }[];
  /** What the site gives and how it is observed, as the study's table says. */
  readonly formulations: readonly (readonly [formulation: string, observation: string])[];
};

/** A community of the demo network: who acts for it, its sites and its people. */
export type DemoCommunity = {
  readonly code: string;
  readonly actor: Actor;
  readonly sites: DemoSite[];
  readonly accounts: DemoAccount[];
  readonly byEmail: Map<string, string>;
};

type Spec = (typeof network.communities)[number];
type SiteSpec = {
  code: string;
  name: Bilingual;
  program: string;
  places: number;
  share: number;
  setting?: string;
  formulations?: [string, string][];
};

/** The password of every demo account; demo accounts exist only in demo data. */
export const demoPassword = 'where rivers meet';

/** The ten anonymous programs as one organisation and one site each, named as the study names them. */
async function profileSites(
  tx: Tx,
  spec: Spec,
): Promise<{ code: string; name: Bilingual; sites: SiteSpec[] }[]> {
  if (!('profiles' in spec) || !spec.profiles) return [];
  const { key, program, places, share } = spec.profiles;
  const { programs } = await findDefinition(tx, 'profiles', { key });
  return programs.map((profile, index) => {
    const code = `program-${index + 1}`;
    return {
      code,
      name: profile.name,
      sites: [
        {
          code,
          name: profile.name,
          program,
          places,
          share: Math.round(share / programs.length),
          setting: profile.setting.type,
          formulations: profile.medications.map((one) => [one.formulation, one.observation]),
        },
      ],
    };
  });
}

async function makePlaces(tx: Tx, spec: Spec, draw: Draw): Promise<DemoSite[]> {
  const sites: DemoSite[] = [];
  const organisations = [
    ...(spec.organisations as { code: string; name: Bilingual; sites: SiteSpec[] }[]),
    ...(await profileSites(tx, spec)),
  ];
  for (const organisation of organisations) {
    const organisationId = await makeOrganisation(tx, organisation);
    for (const site of organisation.sites) {
      const id = await makeSite(tx, {
        organisationId,
        code: site.code,
        name: site.name,
        setting: site.setting ?? null,
      });
      sites.push({
        id,
        code: site.code,
        name: site.name,
        organisationId,
        program: site.program,
        places: site.places,
        share: site.share,
        staff: [],
        formulations: site.formulations ?? [],
      });
      await insertRows(tx, 'pathway.target', [
        {
          id: draw.id(1_730_000_000_000),
          site_id: id,
          program_code: site.program,
          places: site.places,
          valid_from: '2024-01-01',
          version: 1,
          created_by: tx.actor.accountId,
          created_at: '2024-01-01',
        },
      ]);
      await listMember(tx, {
        siteId: id,
        programs: [site.program],
        profile: site.setting ? `#${site.code.replace('program-', '')}` : null,
      });
    }
  }
  return sites;
}

async function makePeople(
  tx: Tx,
  spec: Spec,
  sites: readonly DemoSite[],
  accounts: DemoAccount[],
): Promise<Map<string, string>> {
  const byEmail = new Map<string, string>();
  for (const person of spec.accounts) {
    const held = person.roles as { role: Role; site?: string }[];
    const siteOf = (code: string | undefined) => sites.find((site) => site.code === code);
    const id = await makeAccount(tx, {
      name: person.name,
      email: person.email,
      locale: person.locale as Locale,
      roles: held.map(({ role, site }) => ({ role, siteId: siteOf(site)?.id ?? null })),
    });
    await setPassword(tx, id, demoPassword);
    byEmail.set(person.email, id);
    for (const { role, site } of held) siteOf(site)?.staff.push({ role, accountId: id });
    const where = held.flatMap(({ site }) => site ?? [])[0];
    accounts.push({
      name: person.name,
      email: person.email,
      password: demoPassword,
      role: person.title,
      site: siteOf(where)?.name ?? spec.name,
    });
  }
  return byEmail;
}

/** Founds the communities of the demo network with their organisations, sites, targets and people. */
export async function foundNetwork(database: Database, draw: Draw): Promise<DemoCommunity[]> {
  const made: DemoCommunity[] = [];
  for (const spec of network.communities) {
    const actor = founder();
    const accounts: DemoAccount[] = [];
    const { sites, byEmail } = await inOne(database, actor, async (tx) => {
      const { code, name, timeZone, region } = spec;
      await foundCommunity(tx, {
        code,
        name,
        timeZone,
        ...(region ? { region } : {}),
        anonymous: 'anonymous' in spec,
      });
      const places = await makePlaces(tx, spec, draw);
      return { sites: places, byEmail: await makePeople(tx, spec, places, accounts) };
    });
    made.push({ code: spec.code, actor, sites, accounts, byEmail });
  }
  return made;
}
