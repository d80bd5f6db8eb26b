import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { pathway } from '../contract.ts';
import { referenceOf } from '../model.ts';
import { daysToAnswer } from './agreements.ts';
import { insertReferral } from './queries/referral.ts';
import { insertContactPoint } from './queries/reach.ts';
import {
  entranceById,
  newSelfReferral,
  newSelfReferrals,
  type SelfReferralRow,
  settleSelfReferral,
} from './queries/selfReferral.ts';
import { keepStep, mySite, theClient } from './record.ts';

type Cases = UseCases<typeof pathway.operations>;

const columns = ['called', 'details', 'best_time', 'note'] as const;

/** What people wrote, opened with the key of each self-referral. */
async function texts(tx: Tx, rows: readonly SelfReferralRow[]): Promise<(string | null)[][]> {
  const sealed = rows.flatMap((row) =>
    [row.called, row.details, row.bestTime, row.note].map((bytes, index) => ({
      subjectId: row.id,
      place: `pathway.self_referral.${columns[index] ?? ''}`,
      rowId: row.id,
      bytes,
    })),
  );
  const opened = await openMany(tx, sealed);
  return rows.map((_, index) => opened.slice(index * columns.length, (index + 1) * columns.length));
}

/** Who asked for themselves and waits to be met. */
export const listSelfReferrals: Cases['listSelfReferrals'] = async (tx) => {
  const rows = await newSelfReferrals(tx);
  const written = await texts(tx, rows);
  return {
    rows: rows.map(({ entranceId: _, ...row }, index) => {
      const [called, details, bestTime, note] = written[index] ?? [];
      return {
        ...row,
        reference: referenceOf(row.id),
        receivedAt: row.receivedAt.toISOString(),
        called: called ?? '',
        details: details ?? '',
        bestTime: bestTime ?? null,
        note: note ?? null,
      };
    }),
  };
};

const changed = () => refuse('conflict', 'pathway.selfReferralChanged');

/** Keeps the way they want to be reached with the client from now on. */
async function keepWish(tx: Tx, row: SelfReferralRow, to: { clientId: string; organisationId: string }) {
  const [[, details, bestTime] = []] = await texts(tx, [row]);
  const id = newId();
  const sealed = (column: string, text: string) =>
    seal(tx, to.clientId, `pathway.contact_point.${column}`, id, text);
  await insertContactPoint(tx, {
    id,
    ...to,
    way: row.way,
    whoMayAnswer: row.whoMayAnswer,
    details: await sealed('details', details ?? ''),
    bestTime: bestTime ? await sealed('best_time', bestTime) : null,
  });
}

/** The referral that a self-referral becomes once somebody knows who asked; it counts from the day they asked. */
export const linkSelfReferral: Cases['linkSelfReferral'] = async (tx, input) => {
  const { id, version, clientId, referralId } = input;
  const row = found(await newSelfReferral(tx, id), 'pathway.noSuchSelfReferral');
  const page = found(await entranceById(tx, row.entranceId), 'pathway.noSuchPage');
  await theClient(tx, clientId);
  const { siteId, programCode } = row;
  const organisationId = await mySite(tx, siteId);
  const [[, , , note] = []] = await texts(tx, [row]);
  await insertReferral(tx, {
    id: referralId,
    clientId,
    organisationId,
    siteId,
    direction: 'in',
    toOrganisationId: null,
    programCode,
    serviceId: null,
    serviceNameEn: null,
    serviceNameFr: null,
    sourceCode: page.sourceCode,
    channelCode: 'link',
    agreementId: null,
    state: 'sent',
    referredAt: row.receivedAt.toISOString(),
    days: await daysToAnswer(tx, { siteId, direction: 'in', programCode }),
    note: note ? await seal(tx, clientId, 'pathway.referral.note', referralId, note) : null,
  });
  const step = { clientId, organisationId, subject: 'referral', subjectId: referralId } as const;
  await keepStep(tx, { ...step, fromCode: null, toCode: 'sent' });
  await keepWish(tx, row, { clientId, organisationId });
  const to = { id, version, state: 'linked', clientId, referralId, reasonCode: null } as const;
  if (!(await settleSelfReferral(tx, to))) throw changed();
  tx.emit('pathway.referred', referralId, { clientId, siteId, programCode });
  return { id, version: version + 1 };
};

/** Sets one aside. */
export const setSelfReferralAside: Cases['setSelfReferralAside'] = async (
  tx,
  { id, version, reasonCode },
) => {
  const row = found(await newSelfReferral(tx, id), 'pathway.noSuchSelfReferral');
  const to = { id, version, state: 'set_aside', clientId: null, referralId: null, reasonCode } as const;
  if (!(await settleSelfReferral(tx, to))) throw changed();
  tx.emit('pathway.setAside', id, { siteId: row.siteId, reason: reasonCode });
  return { id, version: version + 1 };
};
