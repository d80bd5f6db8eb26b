import { newId } from '../../../kernel/id.ts';
import { cutPage } from '../../../kernel/page.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { ClientLine, people } from '../contract.ts';
import { calledBy, type IdentityField, identityFields } from '../model.ts';
import { circleOf, colleagues, directivesOf, linksOf, overrideOf } from './consentQueries.ts';
import { type Identity, identitiesOf, indexIdentities, openFields, writeFields } from './identity.ts';
import { candidates, clientById, clientsPage, insertClients, located, updateClient } from './queries.ts';
import { nearness } from './rank.ts';
import { targetsOf } from './targets.ts';
import { exactKeys, readTyped, tokensOf, wordsOf } from './tokens.ts';
import { partlyLocked } from './locks/queries.ts';

type Cases = UseCases<typeof people.operations>;

/** A client to be registered: `from` is when the site began to work with them, now when absent. */
export type NewClient = {
  readonly id: string;
  readonly siteId: string;
  readonly identity: Identity;
  readonly language?: string | undefined;
  readonly addressHidden?: boolean | undefined;
  readonly from?: string | undefined;
};

/** Registers many clients at once, each with their site as the first of their circle. Refuses all when one may not be made. */
export async function registerClients(tx: Tx, clients: readonly NewClient[]): Promise<void> {
  const rows = clients.map((client) => ({
    id: client.id,
    site: client.siteId,
    language: client.language ?? null,
    hidden: client.addressHidden ?? false,
    from: client.from ?? null,
  }));
  if ((await insertClients(tx, rows)) !== clients.length) throw refuse('forbidden', 'people.notMySite');
  await writeFields(
    tx,
    clients.map(({ id, identity }) => ({ clientId: id, identity })),
  );
  await indexIdentities(tx, new Map(clients.map(({ id, identity }) => [id, identity])));
  for (const { id, siteId } of clients) tx.emit('people.clientRegistered', id, { siteId });
}

/** Registers one client. */
export const registerClient: Cases['registerClient'] = async (tx, input) => {
  const id = input.id ?? newId();
  await registerClients(tx, [{ ...input, id }]);
  return { id, version: 1 };
};

/** Corrects who a client is; a version that has moved on is a conflict that carries both versions. */
export const reviseIdentity: Cases['reviseIdentity'] = async (tx, input) => {
  const { clientId, version } = input;
  const client = found(await clientById(tx, clientId), 'people.noSuchClient');
  if (client.version !== version || (await updateClient(tx, input)) !== 1) {
    const current = (await identitiesOf(tx, [clientId], identityFields)).get(clientId) ?? {};
    throw refuse('conflict', 'people.clientChanged', {
      version: (await clientById(tx, clientId))?.version ?? client.version,
      current,
      yours: input.identity,
    });
  }
  await writeFields(tx, [{ clientId, identity: input.identity }]);
  await indexIdentities(tx, await identitiesOf(tx, [clientId], identityFields, true));
  tx.emit('people.identityRevised', clientId);
  return { id: clientId, version: version + 1 };
};

const line = (
  row: { clientId: string; siteId: string; addressHidden: boolean; version: number },
  identity: Identity = {},
): ClientLine => ({
  clientId: row.clientId,
  siteId: row.siteId,
  addressHidden: row.addressHidden,
  version: row.version,
  name: identity.name ?? '',
  ...(identity.preferredName ? { preferredName: identity.preferredName } : {}),
  ...(identity.birthDate ? { birthDate: identity.birthDate } : {}),
});

const most = { written: 100, misspelt: 200 } as const;

type Ranked = { readonly cost: number; readonly line: ClientLine };

/** Candidates by tokens, opened, nearest names first. */
async function nearest(
  tx: Tx,
  typed: { groups: readonly string[][]; words: readonly string[]; most: number },
): Promise<Ranked[]> {
  const { groups, words } = typed;
  const flat = await tokensOf(tx, groups.flat());
  let from = 0;
  const wanted = groups.map((group) => {
    from += group.length;
    return flat.slice(from - group.length, from);
  });
  const rows = await candidates(tx, wanted, typed.most);
  const sealed = rows.flatMap((row) =>
    Object.entries(row.fields ?? {}).map(([field, text]) => ({
      clientId: row.clientId,
      field: field as IdentityField,
      ciphertext: Buffer.from(text, 'base64'),
    })),
  );
  const identities = await openFields(tx, sealed);
  const ranked = rows.flatMap((row) => {
    const identity = identities.get(row.clientId) ?? {};
    const cost = nearness(words, [identity.name ?? '', identity.preferredName ?? '']);
    return cost === undefined ? [] : [{ cost, line: line(row, identity) }];
  });
  const nameOf = (one: Ranked) => one.line.name;
  return ranked.sort((left, right) => left.cost - right.cost || (nameOf(left) < nameOf(right) ? -1 : 1));
}

/** Finds clients by what was typed; perhaps misspelt names only when those as written leave room. */
export const searchClients: Cases['searchClients'] = async (tx, input) => {
  const { strict, wide, words } = readTyped(input.text);
  if (strict.length === 0) return { rows: [] };
  const written = await nearest(tx, { groups: strict, words, most: most.written });
  const shown = new Set(written.map((one) => one.line.clientId));
  const room = written.length < input.limit && words.length > 0;
  const misspelt = room
    ? (await nearest(tx, { groups: wide, words, most: most.misspelt })).filter(
        (one) => !shown.has(one.line.clientId),
      )
    : [];
  return { rows: [...written, ...misspelt].slice(0, input.limit).map((one) => one.line) };
};

/** The clients the actor may see, newest first. */
export const listClients: Cases['listClients'] = async (tx, input) => {
  const page = cutPage(await clientsPage(tx, input), input.limit, (row) => row.clientId);
  const identities = await identitiesOf(
    tx,
    page.rows.map((row) => row.clientId),
  );
  return { ...page, rows: page.rows.map((row) => line(row, identities.get(row.clientId))) };
};

/** The records linked with this one, by name. */
async function linkedTo(tx: Tx, clientId: string) {
  const links = await linksOf(tx, clientId);
  if (links.length === 0) return [];
  const others = await identitiesOf(
    tx,
    links.map((link) => link.clientId),
  );
  return links.map((link) => ({ ...link, name: calledBy(others.get(link.clientId) ?? {}) }));
}

/** One client whole; hidden address and safe contact left out. */
export const openClient: Cases['openClient'] = async (tx, { clientId }) => {
  const client = found(await clientById(tx, clientId), 'people.noSuchClient');
  const identity = (await identitiesOf(tx, [clientId], identityFields)).get(clientId) ?? {};
  const override = await overrideOf(tx, clientId);
  if (override)
    tx.note({ operation: 'people.openClient', action: 'read', subjects: [clientId], override: override.id });
  const circle = await circleOf(tx, clientId);
  const directives = await directivesOf(tx, clientId);
  const named = [...circle.map((one) => one.accountId), ...directives.map((one) => one.targetId)];
  const targets = await targetsOf(
    tx,
    named.filter((id) => id !== null),
  );
  const labels = new Map(targets.map((target) => [target.id, target.label]));
  return {
    id: clientId,
    version: client.version,
    siteId: client.siteId,
    organisationId: client.organisationId,
    status: client.status,
    language: client.language,
    addressHidden: client.addressHidden,
    identity,
    circle: circle.map((one) => ({ ...one, label: labels.get(one.siteId ?? one.accountId ?? '') ?? null })),
    directives: directives.map((one) => ({ ...one, label: labels.get(one.targetId ?? '') ?? null })),
    links: await linkedTo(tx, clientId),
    partlyLocked: await partlyLocked(tx, clientId),
    ...(override ? { overrideUntil: override.until.toISOString() } : {}),
  };
};

/** Whom a circle or a directive can name; the same for every client, so asked when somebody is about to be named. */
export const listTargets: Cases['listTargets'] = async (tx) => ({
  rows: await targetsOf(tx, await colleagues(tx)),
});

/** The hidden address of a client, asked for by itself so that it is recorded by itself. */
export const revealAddress: Cases['revealAddress'] = async (tx, { clientId }) => {
  found(await clientById(tx, clientId), 'people.noSuchClient');
  const identity =
    (await identitiesOf(tx, [clientId], ['address', 'safe_contact'], true)).get(clientId) ?? {};
  return {
    ...(identity.address ? { address: identity.address } : {}),
    ...(identity.safeContact ? { safeContact: identity.safeContact } : {}),
  };
};

/** Looks for one client outside the circle by exact facts; too few facts are refused. */
export const locateClient: Cases['locateClient'] = async (tx, input) => {
  const words = wordsOf(input.name ?? '');
  const groups = input.healthNumber
    ? [[exactKeys.healthNumber(input.healthNumber)]]
    : [[exactKeys.birthDate(input.birthDate ?? '')], ...words.slice(0, 3).map((word) => [`d:${word}`])];
  if (!input.healthNumber && (!input.birthDate || words.length < 2))
    throw refuse('invalid', 'people.tooLittleToLocate');
  const tokens = await Promise.all(groups.map((group) => tokensOf(tx, group)));
  return { rows: await located(tx, tokens) };
};
