import { found } from '../../../kernel/refusal.ts';
import type { UseCase } from '../../../kernel/server/module.ts';
import type { identity } from '../contract.ts';
import { codeFor } from '../model.ts';
import { makeOrganisation, makeSite } from './found.ts';
import { allOrganisations, allSites } from './queries/place.ts';

type Ops = (typeof identity)['operations'];

/** Lists the organisations of the community and their sites. */
export const listSites: UseCase<Ops['listSites']> = async (tx) => ({
  organisations: await allOrganisations(tx),
  sites: (await allSites(tx)).map(({ id, code, name, setting, organisationId, closedAt }) => ({
    id,
    code,
    name,
    setting,
    organisationId,
    closedAt: closedAt?.toISOString() ?? null,
  })),
});

/** Adds an organisation. */
export const addOrganisation: UseCase<Ops['addOrganisation']> = async (tx, { name }) => {
  const taken = (await allOrganisations(tx)).map((one) => one.code);
  return { id: await makeOrganisation(tx, { code: codeFor(name.en, taken), name }), version: 1 };
};

/** Adds a site to an organisation. */
export const addSite: UseCase<Ops['addSite']> = async (tx, { organisationId, name, setting }) => {
  const organisations = await allOrganisations(tx);
  found(
    organisations.find((one) => one.id === organisationId),
    'identity.organisationMissing',
  );
  const taken = (await allSites(tx)).map((one) => one.code);
  return {
    id: await makeSite(tx, { organisationId, code: codeFor(name.en, taken), name, setting }),
    version: 1,
  };
};
