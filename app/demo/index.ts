import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../kernel/id.ts';
import { dayOf } from '../../kernel/time.ts';
import type { DemoAccount } from '../../modules/identity/server/index.ts';
import type { Program } from '../../modules/vocabulary/model.ts';
import { findDefinition } from '../../modules/vocabulary/server/index.ts';
import { filesAt } from '../commands/import/importHsds.ts';
import { ask } from '../commands/frame/console.ts';
import { type Installation, root } from '../installation.ts';
import { askSurvey } from './asking/index.ts';
import { agreeOnTexts } from './agree.ts';
import { inOne } from './bulk.ts';
import { drawing } from './draw.ts';
import { type DemoCommunity, type DemoSite, foundNetwork } from './found.ts';
import { fillForms } from './forms/index.ts';
import { tellFidelity } from './fidelity.ts';
import { fillSite } from './fill.ts';
import { bringVoice, tellFindings } from './findings.ts';
import { askGroups } from './rank.ts';
import { rateSites } from './rate.ts';
import { actorAs, tellStories, turnAt } from './learn.ts';
import { tellGroundwork } from './groundwork.ts';
import { keepDirectory } from './navigate.ts';
import { openPathway } from './pathway.ts';
import { hearSurvey } from './hear.ts';
import { keepRecord } from './record.ts';
import { tellTeams } from './staffing.ts';
import { tellSupply } from './supply.ts';
import { tellWork } from './work.ts';
import { layOutWorkbench } from './workbench.ts';

/** How large a demo network is and from which seed; the same seed and day draw the same lives. */
export type DemoAsked = { readonly clients: number; readonly seed: number; readonly today?: string };

/** What a demo network holds. */
export type DemoMade = {
  readonly clients: number;
  readonly records: number;
  readonly accounts: readonly DemoAccount[];
};

type Told = (done: number, of: number, what: string) => void;

async function programOf(
  installation: Installation,
  community: DemoCommunity,
  site: DemoSite,
): Promise<{ program: Program; formulations: string[]; formularyVersion: string; sufficient: number }> {
  return inOne(installation.database, community.actor, async (tx) => {
    const program = await findDefinition(tx, 'program', { key: site.program });
    if (program.formulary === null || program.profiles === undefined)
      return { program, formulations: [], formularyVersion: '', sufficient: 0 };
    const { programs, terms } = await findDefinition(tx, 'profiles', program.profiles);
    const number = Number(/\d+$/.exec(site.code)?.[0] ?? 1);
    const profile = programs[number - 1] ?? programs[0];
    const { codes } = await findDefinition(tx, 'vocabulary', terms);
    const band = codes.find((one) => one.code === profile?.sufficientDose)?.facts;
    return {
      program,
      formulations: profile?.medications.map((one) => one.formulation) ?? [],
      formularyVersion: program.formulary.version,
      sufficient: (Number(band?.['minPercent']) + Number(band?.['maxPercent'])) / 200,
    };
  });
}

async function fill(
  installation: Installation,
  communities: readonly DemoCommunity[],
  asked: Required<DemoAsked>,
  tell: Told,
): Promise<{ clients: number; records: number }> {
  const draw = drawing(asked.seed);
  const sites = communities
    .flatMap((community) => community.sites.map((site) => ({ community, site })))
    .filter(({ site }) => site.staff.length > 0);
  const whole = sites.reduce((sum, { site }) => sum + site.share, 0);
  let clients = 0;
  let records = 0;
  for (const { community, site } of sites) {
    const setting = {
      draw,
      site,
      today: asked.today,
      turn: turnAt(site, asked.today),
      ...(await programOf(installation, community, site)),
    };
    const share = Math.round((asked.clients * site.share) / whole);
    records += await fillSite(
      { database: installation.database, actor: community.actor },
      setting,
      share,
      (done) => {
        clients += done;
        tell(clients, asked.clients, 'clients');
      },
    );
  }
  return { clients, records };
}

async function bringDirectory(
  installation: Installation,
  communities: readonly DemoCommunity[],
): Promise<void> {
  for (const reach of ['local', 'provincial'] as const) {
    const files = await filesAt(join(root, 'definitions', 'directory', reach));
    for (const community of communities) {
      const actor = { ...community.actor, roles: [{ role: 'steward', siteId: null, studyId: null }] };
      await ask(installation, {
        actor,
        operation: 'exchange.importHsds',
        input: { source: `demo-${reach}`, reach, language: 'en' },
        files,
      });
    }
  }
}

/** The study of the demo: a dozen transcripts, coded by two people, read in through the doors that people use. */
async function bringStudy(
  installation: Installation,
  community: DemoCommunity,
  today: string,
): Promise<void> {
  const folder = join(import.meta.dirname, 'voices');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort();
  const evaluator = {
    ...actorAs(community, 'ingrid@willow.example', 'evaluator'),
    roles: [
      { role: 'steward', siteId: null, studyId: null },
      { role: 'evaluator', siteId: null, studyId: null },
    ],
  };
  const studyId = newId();
  const heardAt = community.sites.filter(({ code }) => names.some((name) => name.startsWith(`${code}-`)));
  const study = {
    id: studyId,
    code: 'first-year',
    title: 'first-year',
    siteIds: heardAt.map(({ id }) => id),
  };
  await ask(installation, { actor: evaluator, operation: 'evidence.createStudy', input: study, files: [] });
  for (const name of names) {
    const siteId = heardAt.find(({ code }) => name.startsWith(`${code}-`))?.id;
    await bringVoice(installation, evaluator, { studyId, folder, name, siteId });
  }
  await ask(installation, {
    actor: evaluator,
    operation: 'coding.importCodings',
    input: { study: 'first-year' },
    files: [{ path: join(folder, 'codings.jsonl') }],
  });
  await layOutWorkbench(installation, evaluator, 'first-year');
  await agreeOnTexts(installation, evaluator, 'first-year');
  await rateSites(installation, 'first-year', {
    first: evaluator,
    second: actorAs(community, 'paul@willow.example', 'evaluator'),
    sites: new Map(community.sites.map((site) => [site.code, site.id])),
  });
  await askGroups(installation, { community, evaluator, study: 'first-year' });
  await tellFindings(installation, evaluator, { study: 'first-year', studyId, today });
  await hearSurvey(installation, evaluator, 'first-year');
  await askSurvey(installation, evaluator, { studyId, siteId: heardAt[0]?.id, today });
}

/** Where an installation keeps who may sign in to its demo. */
export const demoFile = (dataDir: string): string => join(dataDir, 'demo.json');

/** The accounts of an installation that holds the demo network; none in a real one. */
export async function demoAccounts(dataDir: string): Promise<DemoAccount[]> {
  return readFile(demoFile(dataDir), 'utf8').then(
    (text) => (JSON.parse(text) as { accounts: DemoAccount[] }).accounts,
    () => [],
  );
}

/** Makes the demo network in an installation that is still empty. */
export async function makeDemo(installation: Installation, given: DemoAsked, tell: Told): Promise<DemoMade> {
  const asked = { ...given, today: given.today ?? dayOf(new Date(), 'UTC') };
  const communities = await foundNetwork(installation.database, drawing(asked.seed + 1));
  const accounts = communities.flatMap((community) => community.accounts);
  const { clients, records } = await fill(installation, communities, asked, tell);
  tell(clients, clients, 'directory');
  await bringDirectory(installation, communities);
  await keepDirectory({ installation, communities });
  const [first] = communities;
  if (first) await bringStudy(installation, first, asked.today);
  await tellStories({ installation, communities, today: asked.today });
  await openPathway({ installation, communities, today: asked.today });
  await keepRecord(installation, communities, asked.today);
  await fillForms({ installation, communities, today: asked.today });
  await tellSupply({ installation, communities, today: asked.today });
  await tellWork({ installation, communities, today: asked.today });
  await tellTeams({ installation, communities, today: asked.today });
  await tellGroundwork({ installation, communities, today: asked.today });
  await tellFidelity({ installation, communities, today: asked.today });
  await writeFile(
    demoFile(installation.folders.data),
    `${JSON.stringify({ id: newId(), accounts }, null, 2)}\n`,
    { mode: 0o600 },
  );
  return { clients, records, accounts };
}
