import type { FastifyInstance } from 'fastify';
import { newId } from '../../../../kernel/id.ts';
import { tokenIn } from '../../../../kernel/server/cookie.ts';
import { buildDoor } from '../../../../kernel/server/serve.ts';
import { world } from '../../../../tests/world.ts';
import { identityServer } from '../index.ts';
import { makeAccount, setPassword } from '../found.ts';
import { actorOf } from '../enter.ts';
import type { Given } from '../found.ts';

/** What came back: status, body, and the session cookie that was set, if one was. */
export type Said = {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly token: string | undefined;
};

/** How a request is sent: from which network address, with which session, with which headers of the sender's choosing. */
export type Sent = {
  readonly address?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
};

/** Asks an operation of the door as a browser at some address would. */
export async function asking(
  app: FastifyInstance,
  operation: string,
  input: object,
  sent: Sent = {},
): Promise<Said> {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/identity.${operation}`,
    remoteAddress: sent.address ?? '203.0.113.7',
    headers: {
      'x-tributary': '1',
      'idempotency-key': newId(),
      ...(sent.token ? { cookie: `tributary=${sent.token}` } : {}),
      ...sent.headers,
    },
    payload: input,
  });
  const cookie = answer.headers['set-cookie'];
  return {
    status: answer.statusCode,
    body: answer.json(),
    token: tokenIn(typeof cookie === 'string' ? cookie.split(';')[0] : undefined, false),
  };
}

/** The test world with identity's own door before it, and people who can sign in; `proxies` are believed as a server's setting says. */
export async function front(proxies: readonly string[] = []) {
  const at = await world();
  const app = await buildDoor({
    database: at.database,
    modules: [identityServer],
    temporary: at.temporary,
    secure: false,
    proxies,
    checkAnswers: true,
    log: (entry) => at.faults.push(entry),
  });
  const system = async (communityId: string) => {
    const { rows } = await at.admin.query(
      `select id from identity.account where community_id = $1 and kind = 'system'`,
      [communityId],
    );
    return actorOf(communityId, String(rows[0]?.id), ['system']);
  };
  const account = async (made: {
    email: string;
    name?: string;
    password?: string;
    roles?: readonly Given[];
    communityId?: string;
  }) => {
    const actor = await system(made.communityId ?? at.communityId);
    const { value } = await at.database.asActor(actor, { id: newId() }, async (tx) => {
      const id = await makeAccount(tx, {
        name: made.name ?? 'Odile Brassard',
        email: made.email,
        roles: made.roles ?? [],
      });
      if (made.password) await setPassword(tx, id, made.password);
      return id;
    });
    return value;
  };
  const ask = (operation: string, input: object = {}, sent: Sent = {}) => asking(app, operation, input, sent);
  const close = async () => {
    await app.close();
    await at.close();
  };
  return { ...at, app, system, account, ask, close };
}

/** The test world before identity's door. */
export type Front = Awaited<ReturnType<typeof front>>;
