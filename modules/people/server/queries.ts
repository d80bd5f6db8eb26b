import { allOf, sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { IdentityField } from '../model.ts';

/** A client without anything that names them. */
export type ClientRow = {
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
  readonly status: 'active' | 'closed';
  readonly language: string | null;
  readonly addressHidden: boolean;
  readonly version: number;
};

const columns = sql`id as "clientId", site_id as "siteId", organisation_id as "organisationId", status, language,
  address_hidden as "addressHidden", version`;

/** One client, when the actor may see them. */
export const clientById = (tx: Tx, clientId: string): Promise<ClientRow | undefined> =>
  tx.maybe<ClientRow>(
    sql`select ${columns} from people.client where community_id = ${tx.actor.communityId} and id = ${clientId}`,
  );

/** Clients the actor may see, newest first. */
export function clientsPage(
  tx: Tx,
  asked: { siteId?: string | undefined; after?: string | undefined; limit: number },
): Promise<ClientRow[]> {
  const conditions = [
    sql`community_id = ${tx.actor.communityId}`,
    ...(asked.siteId ? [sql`site_id = ${asked.siteId}`] : []),
    ...(asked.after ? [sql`id < ${asked.after}`] : []),
  ];
  return tx.many<ClientRow>(
    sql`select ${columns} from people.client where ${allOf(conditions)} order by id desc limit ${asked.limit + 1}`,
  );
}

/** Changes the facts of a client that do not name them; 0 when the version has moved on. */
export const updateClient = (
  tx: Tx,
  given: {
    clientId: string;
    version: number;
    language?: string | null | undefined;
    addressHidden?: boolean | undefined;
  },
) =>
  tx.run(sql`update people.client set version = version + 1,
      language = case when ${given.language !== undefined} then ${given.language ?? null} else language end,
      address_hidden = coalesce(${given.addressHidden ?? null}, address_hidden)
    where community_id = ${tx.actor.communityId} and id = ${given.clientId} and version = ${given.version}`);

/** Registers clients with their first site; gives how many were made. */
export const insertClients = async (
  tx: Tx,
  rows: readonly {
    id: string;
    site: string;
    language: string | null;
    hidden: boolean;
    from: string | null;
  }[],
) =>
  (await tx.one<{ made: number }>(sql`select people.register(${JSON.stringify(rows)}::jsonb) as made`)).made;

/** One sealed field as stored. */
export type SealedField = {
  readonly clientId: string;
  readonly field: IdentityField;
  readonly ciphertext: Buffer;
};

/** Sealed fields of clients the actor may see. */
export const sealedFields = (
  tx: Tx,
  clientIds: readonly string[],
  fields: readonly IdentityField[],
  hidden: boolean,
): Promise<SealedField[]> =>
  tx.many<SealedField>(
    sql`select "clientId", field, ciphertext from vault.read_identity(${clientIds}::uuid[], ${fields}::text[], ${hidden})`,
  );

/** Writes sealed fields; an empty ciphertext takes the field away. Gives 0 when the actor may not. */
export const writeSealedFields = async (
  tx: Tx,
  rows: readonly { clientId: string; field: IdentityField; ciphertext: Buffer | null }[],
) =>
  (
    await tx.one<{
      written: number;
    }>(sql`select vault.write_identity(${rows.map((row) => row.clientId)}::uuid[],
      ${rows.map((row) => row.field)}::text[], ${rows.map((row) => row.ciphertext)}::bytea[]) as written`)
  ).written;

/** Replaces the search tokens of clients. */
export const writeTokens = async (tx: Tx, rows: readonly { id: string; tokens: readonly bigint[] }[]) => {
  const json = JSON.stringify(rows.map((row) => ({ id: row.id, tokens: row.tokens.map(String) })));
  return (await tx.one<{ written: number }>(sql`select vault.write_tokens(${json}::jsonb) as written`))
    .written;
};

/** A candidate of a search: its sealed fields in base64. */
export type Candidate = {
  readonly clientId: string;
  readonly siteId: string;
  readonly addressHidden: boolean;
  readonly version: number;
  readonly fields: Readonly<Partial<Record<IdentityField, string>>> | null;
};

const asJson = (groups: readonly (readonly bigint[])[]): string =>
  JSON.stringify(groups.map((group) => group.map(String)));

/** Clients the actor may see whose tokens meet every group. */
export const candidates = (
  tx: Tx,
  groups: readonly (readonly bigint[])[],
  limit: number,
): Promise<Candidate[]> =>
  tx.many<Candidate>(sql`select "clientId", "siteId", "addressHidden", version, fields
    from people.find_clients(${asJson(groups)}::jsonb, ${limit})`);

/** The one client that meets every group exactly, seen or not; none when several do. */
export const located = (tx: Tx, groups: readonly (readonly bigint[])[]): Promise<{ clientId: string }[]> =>
  tx.many<{ clientId: string }>(sql`select people.locate(${asJson(groups)}::jsonb) as "clientId"`);
