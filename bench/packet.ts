import { createHash, randomBytes } from 'node:crypto';
import { sealMany } from '../kernel/server/keys/index.ts';
import { newId } from '../kernel/id.ts';
import { sql } from '../kernel/server/sql.ts';
import { insertRows, inOne } from '../app/demo/bulk.ts';
import { makeAccount } from '../modules/identity/server/index.ts';
import { registerClients } from '../modules/people/server/index.ts';
import { findDefinition } from '../modules/vocabulary/server/index.ts';
import { type Figure, keep } from './figures.ts';
import { openStage, type Stage } from './stage.ts';

const events = 500;
const times = 7;
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** A prescriber with one client and 500 dose events under one prescription, signed in with a fresh proof. */
async function fill(stage: Stage): Promise<{ clientId: string; token: string }> {
  const clientId = newId();
  const { installation, actor, site, admin } = stage;
  const prescriberId = await inOne(installation.database, actor, (tx) =>
    makeAccount(tx, {
      name: 'Bench',
      email: 'nurse@bench.example',
      roles: [{ role: 'clinician', siteId: site.id }],
    }),
  );
  const system = { ...actor, roles: [{ role: 'system', siteId: null, studyId: null }] };
  await inOne(installation.database, system, async (tx) => {
    const from = '2025-01-01T08:00:00Z';
    await registerClients(tx, [
      {
        id: clientId,
        siteId: site.id,
        identity: { name: 'Bench Client' },
        language: 'en',
        addressHidden: false,
        from,
      },
    ]);
    const { formulary } = await findDefinition(tx, 'program', { key: 'safer-supply' });
    const whose = { client_id: clientId, organisation_id: site.organisationId, created_by: prescriberId };
    const at = { ...whose, site_id: site.id, program_code: 'safer-supply' };
    const prescriptionId = newId();
    const what = {
      formulary_version: formulary?.version ?? '',
      formulation_code: 'hydromorphone-sa-tablet',
      version: 1,
      created_at: from,
    };
    await insertRows(tx, 'supply.prescription', [
      { id: prescriptionId, ...at, ...what, prescriber_id: prescriberId, started_on: '2025-01-01' },
    ]);
    const stepId = newId();
    const ids = Array.from({ length: events }, () => newId());
    const sealed = await sealMany(tx, [
      {
        subjectId: clientId,
        place: 'supply.prescription_step.ordered',
        rowId: stepId,
        text: 'as on the chart',
      },
      ...ids.map((rowId) => ({
        subjectId: clientId,
        place: 'supply.dose_event.amount',
        rowId,
        text: 'as on the chart',
      })),
    ]);
    await insertRows(tx, 'supply.prescription_step', [
      {
        id: stepId,
        ...whose,
        prescription_id: prescriptionId,
        number: 1,
        from_on: '2025-01-01',
        prescriber_id: prescriberId,
        strength: '',
        unit_code: 'mg',
        wanted: 96,
        given: 80,
        ordered: sealed[0] ?? null,
        observation_code: 'both',
        carried_days: 0,
        created_at: from,
      },
    ]);
    await insertRows(
      tx,
      'supply.dose_event',
      ids.map((id, index) => {
        const moment = new Date(Date.parse('2025-01-02T16:00:00Z') + index * 43_200_000).toISOString();
        return {
          id,
          ...at,
          ...what,
          prescription_id: prescriptionId,
          kind: index % 9 === 0 ? 'missed' : 'witnessed',
          amount: sealed[index + 1] ?? null,
          occurred_at: moment,
          occurred_on: moment.slice(0, 10),
          voided: false,
        };
      }),
    );
  });
  const bytes = Buffer.concat([Buffer.from(actor.communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  await admin.query(
    `insert into identity.session (community_id, id, account_id, token_hash, idle_until, ends_at, stepped_up_at) values ($1, $2, $3, $4, now() + interval '1 hour', now() + interval '1 hour', now())`,
    [actor.communityId, newId(), prescriberId, createHash('sha256').update(bytes).digest()],
  );
  return { clientId, token: bytes.toString('base64url') };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  return median(taken);
}

/** A review packet of 500 dose events through the door, beside the bare query of the same rows in the same run. */
async function packet(stage: Stage): Promise<Figure[]> {
  const { clientId, token } = await fill(stage);
  const ask = async (format: 'pdf' | 'zip') => {
    const answer = await fetch(`${stage.url}/api/supply.fetchPacket`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Tributary': '1', Cookie: `tributary=${token}` },
      body: JSON.stringify({
        scope: 'client',
        id: clientId,
        from: '2025-01-01',
        to: '2026-01-01',
        format,
        locale: 'en',
        reason: 'bench',
      }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return new Uint8Array(await answer.arrayBuffer());
  };
  const floor = await timed(() =>
    inOne(stage.installation.database, stage.actor, (tx) =>
      tx.many(sql`select d.* from supply.dose_event d where d.community_id = ${tx.actor.communityId} and d.client_id = ${clientId}
        and d.occurred_on >= '2025-01-01' and d.occurred_on < '2026-01-01' order by d.occurred_at`),
    ),
  );
  const figure = (what: string, value: number): Figure => ({
    what,
    value,
    unit: 'ms',
    floor,
    aim: 'under 5000 ms',
  });
  return [
    figure(`review packet of ${events} dose events as PDF`, await timed(() => ask('pdf'))),
    figure(`review packet of ${events} dose events as a folder`, await timed(() => ask('zip'))),
  ];
}

const stage = await openStage();
try {
  keep(await packet(stage));
} finally {
  await stage.close();
}
