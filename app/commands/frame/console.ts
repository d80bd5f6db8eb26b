import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { newId } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/server/scope.ts';
import { perform } from '../../../kernel/server/serve.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { foundCommunity, founder } from '../../../modules/identity/server/index.ts';
import type { Installation } from '../../installation.ts';
import { modules } from '../../modules.ts';
import { CommandFailure } from './failure.ts';

/** A file given to an operation that takes files. */
export type AskedFile = { readonly path: string };

type Community = {
  id: string;
  code: string;
  accountId: string;
  siteIds: string[];
  organisationIds: string[];
};

async function communities({ database }: Installation): Promise<Community[]> {
  const { value } = await database.asDoor({ id: newId() }, (tx) =>
    tx.many<Community>(sql`select c.community_id as id, c.code,
        (select a.id from identity.account a where a.community_id = c.community_id and a.kind = 'console') as "accountId",
        array(select s.id from identity.site s where s.community_id = c.community_id) as "siteIds",
        array(select o.id from identity.organisation o where o.community_id = c.community_id) as "organisationIds"
      from identity.community c order by c.code`),
  );
  return value;
}

/** How many communities there are: none in a new installation. */
export async function communityCount(installation: Installation): Promise<number> {
  return (await communities(installation)).length;
}

/** True once anybody can sign in. */
export async function isSetUp({ database }: Installation): Promise<boolean> {
  const { value } = await database.asDoor({ id: newId() }, (tx) =>
    tx.one<{ any: boolean }>(sql`select exists (select from identity.account where kind = 'person') as any`),
  );
  return value.any;
}

/** Begins a community for records that come before anybody can sign in; the first set-up takes it over. */
async function beginCommunity({ database }: Installation): Promise<void> {
  const name = { en: 'This community', fr: 'Cette communauté' };
  await database.asActor(founder(), { id: newId() }, (tx) => foundCommunity(tx, { code: 'local', name }));
}

/** The console of a community as an actor who holds the given roles everywhere in it; what it does is audited under its own account. */
export async function consoleActor(
  installation: Installation,
  roles: readonly string[],
  code?: string,
): Promise<Actor> {
  if (code === undefined && (await communityCount(installation)) === 0) await beginCommunity(installation);
  const all = await communities(installation);
  const named = code === undefined ? all : all.filter((one) => one.code === code);
  const [found] = named;
  if (!found) throw new CommandFailure(`There is no community "${code}" here.`);
  if (named.length > 1)
    throw new CommandFailure(
      `There are several communities here; say which with --community: ${all.map((one) => one.code).join(', ')}.`,
    );
  return {
    accountId: found.accountId,
    communityId: found.id,
    sessionId: null,
    locale: 'en',
    roles: roles.flatMap((role) => [{ role, siteId: null, studyId: null }]),
    siteIds: found.siteIds,
    organisationIds: found.organisationIds,
    steppedUpAt: null,
  };
}

type Asked = {
  readonly actor: Actor;
  readonly operation: string;
  readonly input: unknown;
  readonly files: readonly AskedFile[];
};

/** Runs one operation as `actor` in one transaction: the same permission, contract, use case and audit as over HTTP. */
export async function ask<T>(
  installation: Installation,
  { actor, operation, input, files }: Asked,
): Promise<T> {
  const [home = '', verb = ''] = operation.split('.');
  const module = modules.find((one) => one.contract.module === home);
  const [found, useCase] = [module?.contract.operations[verb], module?.useCases[verb]];
  if (!found || !useCase) throw new CommandFailure(`There is no operation ${operation}.`);
  const received = await Promise.all(
    files.map(async ({ path }) => ({ name: basename(path), path, bytes: (await stat(path)).size })),
  );
  const around = { files: received, address: 'console', device: 'tributary', setSession: () => {} };
  const route = { name: operation, operation: found, useCase };
  const { value } = await installation.database.asActor(actor, { id: newId() }, (tx) =>
    perform(tx, route, input, around),
  );
  return value as T;
}
