import { openMany, sealMany } from '../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { type IdentityField, identityFields } from '../model.ts';
import { type SealedField, sealedFields, writeSealedFields, writeTokens } from './queries.ts';
import { keysOf, tokensOf } from './tokens.ts';

/** Who a client is, opened. */
export type Identity = {
  readonly name?: string | undefined;
  readonly preferredName?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly healthNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
  readonly safeContact?: string | undefined;
};

const keyOf: Readonly<Record<IdentityField, keyof Identity>> = {
  name: 'name',
  preferred_name: 'preferredName',
  birth_date: 'birthDate',
  health_number: 'healthNumber',
  phone: 'phone',
  address: 'address',
  safe_contact: 'safeContact',
};

const placeOf = (field: IdentityField): string => `vault.identity.${field}`;

/** Opens sealed fields that were read together; a client whose key was destroyed has none. */
export async function openFields(tx: Tx, rows: readonly SealedField[]): Promise<Map<string, Identity>> {
  const texts = await openMany(
    tx,
    rows.map((row) => ({
      subjectId: row.clientId,
      place: placeOf(row.field),
      rowId: row.clientId,
      bytes: row.ciphertext,
    })),
  );
  const byClient = new Map<string, Record<string, string>>();
  rows.forEach((row, index) => {
    const identity = byClient.get(row.clientId) ?? {};
    const text = texts[index];
    if (text !== null && text !== undefined) identity[keyOf[row.field]] = text;
    byClient.set(row.clientId, identity);
  });
  return byClient;
}

/** Who these clients are, as far as the actor may see them: by default what a list shows. */
export async function identitiesOf(
  tx: Tx,
  clientIds: readonly string[],
  fields: readonly IdentityField[] = ['name', 'preferred_name', 'birth_date'],
  hidden = false,
): Promise<Map<string, Identity>> {
  if (clientIds.length === 0) return new Map();
  return openFields(tx, await sealedFields(tx, clientIds, fields, hidden));
}

/** What is to be written of one client's identity: null takes a field away. */
export type IdentityChange = {
  readonly clientId: string;
  readonly identity: { readonly [Key in keyof Identity]: string | null | undefined };
};

/** Seals and writes fields; gives 0 when the actor may not write one of the clients. */
export async function writeFields(tx: Tx, changes: readonly IdentityChange[]): Promise<number> {
  const flat = changes.flatMap(({ clientId, identity }) =>
    identityFields.flatMap((field) => {
      const text = identity[keyOf[field]];
      return text === undefined ? [] : [{ clientId, field, text: text === '' ? null : text }];
    }),
  );
  const toSeal = flat.filter((row): row is typeof row & { text: string } => row.text !== null);
  const sealed = await sealMany(
    tx,
    toSeal.map((row) => ({
      subjectId: row.clientId,
      place: placeOf(row.field),
      rowId: row.clientId,
      text: row.text,
    })),
  );
  const bytes = new Map(toSeal.map((row, index) => [row, sealed[index] ?? null]));
  const rows = flat.map((row) => ({
    clientId: row.clientId,
    field: row.field,
    ciphertext: bytes.get(row as (typeof toSeal)[number]) ?? null,
  }));
  return rows.length === 0 ? 0 : writeSealedFields(tx, rows);
}

/** Makes clients findable by what is known of them now. */
export async function indexIdentities(tx: Tx, clients: ReadonlyMap<string, Identity>): Promise<void> {
  const wanted = [...clients].map(([id, identity]) => ({
    id,
    keys: keysOf({
      names: [identity.name ?? '', identity.preferredName ?? ''],
      birthDate: identity.birthDate,
      phone: identity.phone,
      healthNumber: identity.healthNumber,
    }),
  }));
  const tokens = await tokensOf(
    tx,
    wanted.flatMap((one) => one.keys),
  );
  let from = 0;
  const rows = wanted.map(({ id, keys }) => {
    from += keys.length;
    return { id, tokens: tokens.slice(from - keys.length, from) };
  });
  await writeTokens(tx, rows);
}
