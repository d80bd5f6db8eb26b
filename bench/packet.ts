import { createHash, randomBytes } from 'node:crypto';
import { sealMany } from '../kernel/server/keys/index.ts';
import { newId } from '../kernel/id.ts';
import type { Tx } from '../kernel/server/scope.ts';
import { sql } from '../kernel/server/sql.ts';
import { insertRows, inOne } from '../app/demo/bulk.ts';
import { makeAccount } from '../modules/identity/server/index.ts';
import { registerClients } from '../modules/people/server/index.ts';
import { findDefinition } from '../modules/vocabulary/server/index.ts';
import type { Figure } from './figures.ts';
import type { Stage } from './stage.ts';

const events = 500;
const times = 7;
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

type Whose = { readonly clientId: string; readonly prescriberId: string };
const begins = '2025-01-01T08:00:00Z';
const words = 'as on the chart';

/** A prescriber with one client and 500 dose events under one prescription, signed in with a fresh proof. */
async function fill(stage: Stage): Promise<{ clientId: string; token: string }> {
  const { installation, actor, site } = stage;
  const prescriberId = await inOne(installation.database, actor, (tx) =>
    makeAccount(tx, {
      name: 'Bench',
      email: 'nurse@bench.example',
      roles: [{ role: 'clinician', siteId: site.id }],
    }),
  );
  const whose = { clientId: newId(), prescriberId };
  const system = { ...actor, roles: [{ role: 'system', siteId: null, studyId: null }] };
  await inOne(installation.database, system, async (tx) => {
    const identity = { name: 'Bench Client' };
    await registerClients(tx, [
      { id: whose.clientId, siteId: site.id, identity, language: 'en', addressHidden: false, from: begins },
    ]);
    await prescribe(tx, site, whose);
  });
  return { clientId: whose.clientId, token: await signIn(stage, prescriberId) };
}

async function prescribe(tx: Tx, site: Stage['site'], { clientId, prescriberId }: Whose): Promise<void> {
  const { formulary } = await findDefinition(tx, 'program', { key: 'safer-supply' });
  const theirs = { client_id: clientId, organisation_id: site.organisationId, created_by: prescriberId };
  const what = {
    ...theirs,
    site_id: site.id,
    program_code: 'safer-supply',
    formulary_version: formulary?.version ?? '',
    formulation_code: 'hydromorphone-sa-tablet',
    version: 1,
    created_at: begins,
  };
  const prescriptionId = newId();
  const started = { prescriber_id: prescriberId, started_on: '2025-01-01' };
  await insertRows(tx, 'supply.prescription', [{ ...what, id: prescriptionId, ...started }]);
  const stepId = newId();
  const ordered = {
    subjectId: clientId,
    place: 'supply.prescription_step.ordered',
    rowId: stepId,
    text: words,
  };
  const [sealed] = await sealMany(tx, [ordered]);
  await insertRows(tx, 'supply.prescription_step', [
    {
      id: stepId,
      ...theirs,
      prescription_id: prescriptionId,
      number: 1,
      from_on: '2025-01-01',
      prescriber_id: prescriberId,
      strength: '',
      unit_code: 'mg',
      wanted: 96,
      given: 80,
      ordered: sealed ?? null,
      observation_code: 'both',
      carried_days: 0,
      created_at: begins,
    },
  ]);
  await giveDoses(tx, clientId, { ...what, prescription_id: prescriptionId });
}

async function giveDoses(tx: Tx, clientId: string, what: Record<string, string | number>): Promise<void> {
  const ids = Array.from({ length: events }, () => newId());
  const sealed = await sealMany(
    tx,
    ids.map((rowId) => ({ subjectId: clientId, place: 'supply.dose_event.amount', rowId, text: words })),
  );
  const rows = ids.map((id, index) => {
    const moment = new Date(Date.parse('2025-01-02T16:00:00Z') + index * 43_200_000).toISOString();
    const when = { occurred_at: moment, occurred_on: moment.slice(0, 10), voided: false };
    const kind = index % 9 === 0 ? 'missed' : 'witnessed';
    return { ...what, id, kind, amount: sealed[index] ?? null, ...when };
  });
  await insertRows(tx, 'supply.dose_event', rows);
}

async function signIn({ actor, admin }: Stage, accountId: string): Promise<string> {
  const bytes = Buffer.concat([Buffer.from(actor.communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  await admin.query(
    `insert into identity.session (community_id, id, account_id, token_hash, idle_until, ends_at, stepped_up_at) values ($1, $2, $3, $4, now() + interval '1 hour', now() + interval '1 hour', now())`,
    [actor.communityId, newId(), accountId, createHash('sha256').update(bytes).digest()],
  );
  return bytes.toString('base64url');
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
export async function packet(stage: Stage): Promise<Figure[]> {
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
