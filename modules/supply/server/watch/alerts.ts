import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { knownWord } from '../terms.ts';
import { alertById, alertsHere, closeAlert, insertAlert, insertSeen, openSites } from './alertQueries.ts';

type Cases = UseCases<typeof supply.operations>;

/** Warns the sites named, or every site of the community. */
export const sendAlert: Cases['sendAlert'] = async (tx, input) => {
  const organisationId = await mySite(tx, input.siteId);
  await knownWord(tx, 'alert-kind', input.kindCode);
  const reaches = input.reaches?.length ? [...new Set(input.reaches)] : null;
  if (reaches !== null) {
    const sites = new Set((await openSites(tx)).map(({ id }) => id));
    if (reaches.some((id) => !sites.has(id))) throw refuse('missing', 'supply.noSuchSite');
  }
  if (!(await insertAlert(tx, { ...input, reaches, organisationId }))) {
    const there = found(await alertById(tx, input.id), 'supply.noSuchAlert');
    return { id: input.id, version: there.version };
  }
  tx.emit('supply.alertSent', input.id, { siteId: input.siteId });
  return { id: input.id, version: 1 };
};

/** One more person has read it. */
export const readAlert: Cases['readAlert'] = async (tx, { id, alertId }) => {
  found(await alertById(tx, alertId), 'supply.noSuchAlert');
  await insertSeen(tx, id, alertId);
  return { id, version: 1 };
};

/** It no longer holds: said by the site that sent it. */
export const endAlert: Cases['endAlert'] = async (tx, { id, version, endedOn }) => {
  const there = found(await alertById(tx, id), 'supply.noSuchAlert');
  await mySite(tx, there.siteId);
  if (endedOn < there.seenOn) throw refuse('invalid', 'supply.endsBeforeItBegan');
  if ((await closeAlert(tx, id, version, endedOn)) !== 1)
    throw refuse('conflict', 'supply.alertChanged', { current: { version: there.version } });
  return { id, version: version + 1 };
};

/** Alerts for the actor's sites. */
export const listAlerts: Cases['listAlerts'] = async (tx, { all }) => {
  const names = new Map((await openSites(tx)).map(({ id, name }) => [id, name]));
  const rows = await alertsHere(tx, all);
  return {
    rows: rows.map(({ siteId, reaches, ...row }) => ({
      ...row,
      fromSite: names.get(siteId) ?? { en: '', fr: '' },
      sites: (reaches ?? []).flatMap((id) => names.get(id) ?? []),
      mine: tx.actor.siteIds.includes(siteId),
    })),
  };
};

/** The sites an alert can reach. */
export const listSites: Cases['listSites'] = async (tx) => ({ rows: await openSites(tx) });
