import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { formulationNames, knownJurisdiction, knownObservation, onFormulary } from '../terms.ts';
import { closeOffering, insertOffering, offeringById, offeringsAt } from './offeringQueries.ts';

type Cases = UseCases<typeof supply.operations>;

/** Records that a site can give a formulation. */
export const setOffering: Cases['setOffering'] = async (tx, input) => {
  const organisationId = await mySite(tx, input.siteId);
  const system = await onFormulary(tx, input.programCode, input.formulationCode);
  await knownObservation(tx, input.programCode, input.observationCode);
  await knownJurisdiction(tx, input.jurisdictionCode);
  const isNew = await insertOffering(tx, { ...input, organisationId, formularyVersion: system.version });
  if (!isNew) throw refuse('conflict', 'supply.offeredAlready');
  return { id: input.id, version: 1 };
};

/** Records that a site no longer gives it. */
export const endOffering: Cases['endOffering'] = async (tx, { id, version, validTo }) => {
  const row = found(await offeringById(tx, id), 'supply.noSuchOffering');
  await mySite(tx, row.siteId);
  if (validTo < row.validFrom) throw refuse('invalid', 'supply.endsBeforeItBegan');
  if ((await closeOffering(tx, id, version, validTo)) !== 1)
    throw refuse('conflict', 'supply.offeringChanged', { current: { version: row.version } });
  return { id, version: version + 1 };
};

/** What a site offers. */
export const listOfferings: Cases['listOfferings'] = async (tx, { siteId, on }) => {
  const rows = await offeringsAt(tx, siteId, on);
  const nameOf = await formulationNames(tx, rows);
  return {
    rows: rows.map(({ formularyVersion, siteId: _site, ...row }) => ({
      ...row,
      formulationName: nameOf({ ...row, formularyVersion }),
    })),
  };
};
