import { found, refuse } from '../../../../kernel/refusal.ts';
import type { Bilingual } from '../../../../kernel/fields.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { knownClasses, knownWord, suppliesOf, wordsOfKind } from '../terms.ts';
import {
  type AlertRow,
  alertById,
  alertsHere,
  closeAlert,
  insertAlert,
  insertSeen,
  openSites,
} from './alertQueries.ts';

type Cases = UseCases<typeof supply.operations>;

/** Warns the sites named, or every site of the community. */
export const sendAlert: Cases['sendAlert'] = async (tx, input) => {
  const organisationId = await mySite(tx, input.siteId);
  await knownWord(tx, 'alert-kind', input.kindCode);
  await knownClasses(tx, input.concerns);
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
  tx.emit('supply.alertEnded', id, { siteId: there.siteId });
  return { id, version: version + 1 };
};

/** Alerts for the actor's sites. */
export const listAlerts: Cases['listAlerts'] = async (tx, { all }) => {
  const names = new Map((await openSites(tx)).map(({ id, name }) => [id, name]));
  const rows = await alertsHere(tx, all);
  return {
    rows: rows.map(({ siteId, reaches, unread, ...row }) => ({
      ...row,
      fromSite: names.get(siteId) ?? { en: '', fr: '' },
      sites: (reaches ?? []).flatMap((id) => names.get(id) ?? []),
      unread: unread.flatMap((id) => names.get(id) ?? []),
      mine: tx.actor.siteIds.includes(siteId),
    })),
  };
};

/** The sites an alert can reach. */
export const listSites: Cases['listSites'] = async (tx) => ({ rows: await openSites(tx) });

/** The classes of substances an alert can be about. */
export const listClasses: Cases['listClasses'] = async (tx) => {
  const all = (await suppliesOf(tx)).flatMap(({ classes }) => classes);
  return { rows: [...new Map(all.map(({ code, name }) => [code, { code, name }])).values()] };
};

/** An alert of the community that stands, for modules that carry it further. Refuses as missing when it ended or is not there. */
export async function standingAlert(tx: Tx, id: string): Promise<AlertRow & { kindName: Bilingual }> {
  const alert = found(await alertById(tx, id), 'supply.noSuchAlert');
  if (alert.endedOn !== null) throw refuse('missing', 'supply.noSuchAlert');
  const kind = (await wordsOfKind(tx, 'alert-kind')).find((one) => one.code === alert.kindCode);
  return { ...alert, kindName: kind?.name ?? { en: alert.kindCode, fr: alert.kindCode } };
}
