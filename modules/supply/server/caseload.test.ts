import { afterAll, beforeAll, expect, test } from 'vitest';
import profiles from '../../../definitions/profiles/safer-supply-programs.json' with { type: 'json' };
import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import { type World, world } from '../../../tests/world.ts';

/** How many of eight clients of a program say at the end of two years that the dose is enough: worked out by hand from the published bands. */
const sayYes: Record<string, number> = { few: 1, some: 3, most: 5, all: 7 };
const clients = 8;
const firstDay = '2024-06-01';

let at: World;
beforeAll(async () => {
  at = await world();
});
afterAll(() => at.close());

test('after two years of answers each of the ten sites stands in the band that the study’s table gives its program', async () => {
  const bands: (string | undefined)[] = [];
  for (const [index, program] of profiles.programs.entries()) {
    const site = { ...at.sites.a1, id: newId(), code: `program-${index + 1}` };
    await at.admin.query(
      'insert into identity.site (community_id, id, organisation_id, code, name_en, name_fr) values ($1, $2, $3, $4, $4, $4)',
      [site.communityId, site.id, site.organisationId, site.code],
    );
    const nurse = await at.person('clinician', site);
    const yes = sayYes[program.sufficientDose] ?? 0;
    for (let client = 0; client < clients; client += 1) {
      const { id } = await nurse.ok<{ id: string }>('people.registerClient', {
        siteId: site.id,
        identity: { name: `Probe ${client}` },
      });
      for (const day of [0, 365, 730])
        await nurse.ok('supply.recordSufficientDose', {
          id: newId(),
          clientId: id,
          programCode: 'safer-supply',
          enough: (day === 730) === client < yes ? 'yes' : 'no',
          answeredOn: addDays(firstDay, day),
        });
    }
    const answer = await nurse.ok<{ yes: number; no: number; band: { code: string } | null }>(
      'supply.siteSufficiency',
      { siteId: site.id, programCode: 'safer-supply', since: firstDay },
    );
    expect([answer.yes, answer.no]).toEqual([yes, clients - yes]);
    bands.push(answer.band?.code);
  }
  expect(bands).toEqual(profiles.programs.map((program) => program.sufficientDose));
  expect(bands).toEqual(['some', 'some', 'all', 'few', 'some', 'most', 'most', 'some', 'most', 'most']);
});
