import { found, refuse } from '../../../../kernel/refusal.ts';
import { type Heard, on } from '../../../../kernel/server/events.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { mySite } from '../../../pathway/server/index.ts';
import { classNames, programsSupplying, standingAlert } from '../../../supply/server/index.ts';
import type { network } from '../../contract.ts';
import { members, originOf } from '../queries.ts';
import * as rows from './queries.ts';

type Cases = UseCases<typeof network.operations>;

/** Lets every community read an alert of a site of one's own. The words are those that were sent here; nothing is added. */
export const shareAlert: Cases['shareAlert'] = async (tx, { id }) => {
  const alert = await standingAlert(tx, id);
  const organisationId = await mySite(tx, alert.siteId);
  const { community, site } = found(await originOf(tx, alert.siteId), 'network.noSuchSite');
  const { kindName: kind, title, body, language, seenOn, concerns, siteId } = alert;
  const row = { id, siteId, organisationId, community, site, kind, title, body, language, seenOn, concerns };
  if ((await rows.insertShared(tx, row)) === 1) tx.emit('network.alertShared', id, { siteId });
  const { version } = found(
    await rows.sharedAlert(tx, { communityId: tx.actor.communityId, id }),
    'network.noSuchAlert',
  );
  return { id, version };
};

/** Takes an alert back from the other communities; it goes on standing at home. */
export const takeBackAlert: Cases['takeBackAlert'] = async (tx, { id }) => {
  const there = found(
    await rows.sharedAlert(tx, { communityId: tx.actor.communityId, id }),
    'network.noSuchAlert',
  );
  await mySite(tx, there.siteId);
  const { version } = found(await rows.withdrawShared(tx, id), 'network.noSuchAlert');
  return { id, version };
};

/** The sites of the community that an alert reaches: those that run a program supplying what it is about. */
async function reached(tx: Tx, concerns: readonly string[]): Promise<rows.RunningRow[]> {
  const programs = await programsSupplying(tx, concerns);
  return (await rows.runningSites(tx)).filter((site) => site.programs.some((code) => programs.has(code)));
}

/** Alerts of other communities that reach a site here, with which of these sites have seen them. */
export const listReceivedAlerts: Cases['listReceivedAlerts'] = async (tx) => {
  const alerts = await rows.alertsFromElsewhere(tx);
  const receipts = await rows.receiptsOf(
    tx,
    alerts.map(({ id }) => id),
  );
  const names = await classNames(tx);
  const shown = [];
  for (const { concerns, siteId: _site, ...alert } of alerts) {
    const sites = (await reached(tx, concerns)).map(({ id, name }) => ({
      id,
      name,
      mine: tx.actor.siteIds.includes(id),
      seenOn:
        receipts.find(
          (one) =>
            one.alertId === alert.id &&
            one.alertCommunityId === alert.communityId &&
            one.communityId === tx.actor.communityId &&
            one.siteId === id,
        )?.seenOn ?? null,
    }));
    if (sites.length > 0)
      shown.push({ ...alert, concerns: concerns.flatMap((code) => names.get(code) ?? []), sites });
  }
  return { rows: shown };
};

/** A site of one's own has seen an alert of another community. Refuses a site that it does not reach. */
export const acknowledgeAlert: Cases['acknowledgeAlert'] = async (tx, input) => {
  const { id, communityId, alertId, siteId } = input;
  const alert = found(await rows.sharedAlert(tx, { communityId, id: alertId }), 'network.noSuchAlert');
  const organisationId = await mySite(tx, siteId);
  const here =
    communityId !== tx.actor.communityId &&
    (await reached(tx, alert.concerns)).some((one) => one.id === siteId);
  if (!here) throw refuse('invalid', 'network.alertNotForSite');
  const { community, site } = found(await originOf(tx, siteId), 'network.noSuchSite');
  await rows.insertReceipt(tx, {
    id,
    alertCommunityId: communityId,
    alertId,
    siteId,
    organisationId,
    community,
    site,
  });
  return { id, version: 1 };
};

/** How far a shared alert has come: sites elsewhere that have seen it, and listed sites it reaches that have not. */
export const alertReach: Cases['alertReach'] = async (tx, { id }) => {
  const alert = await rows.sharedAlert(tx, { communityId: tx.actor.communityId, id });
  if (alert === undefined) return { shared: null };
  const receipts = await rows.receiptsOf(tx, [id]);
  const programs = await programsSupplying(tx, alert.concerns);
  const seen = receipts.filter((one) => one.alertCommunityId === tx.actor.communityId);
  const known = new Set(seen.map((one) => `${one.communityId}/${one.siteId}`));
  const waiting = (await members(tx)).filter(
    (one) =>
      one.communityId !== tx.actor.communityId &&
      one.programs.some((code) => programs.has(code)) &&
      !known.has(`${one.communityId}/${one.id}`),
  );
  return {
    shared: {
      version: alert.version,
      seen: seen.map(({ community, site, seenOn }) => ({ community, site, seenOn })),
      waiting: waiting.map(({ community, site }) => ({ community, site })),
    },
  };
};

/** What this part of the network hears: an alert that ended at home vanishes everywhere. */
export const alertListeners: readonly Heard[] = [
  on('supply.alertEnded', 'network.withdrawAlert', async (tx, event) => {
    await rows.withdrawShared(tx, event.subject);
  }),
];
