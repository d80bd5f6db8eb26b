import { newId } from '../../../../kernel/id.ts';
import { buildDoor } from '../../../../kernel/server/serve.ts';
import { type Person, type Site, world } from '../../../../tests/world.ts';
import { peopleServer } from '../index.ts';

/** Somebody at a desk: asks operations of this module, as they would through HTTP. */
export type Colleague = Person & {
  readonly ask: (
    operation: string,
    input?: unknown,
    key?: string,
  ) => Promise<{ status: number; body: Record<string, never> & { code?: string } }>;
  /** The answer; anything but 200 fails the test with what came instead. */
  readonly get: <T = Record<string, never>>(operation: string, input?: unknown) => Promise<T>;
};

/** The test world with the door of this module alone in front of it. */
export async function desk() {
  const at = await world();
  const app = await buildDoor({
    database: at.database,
    modules: [peopleServer],
    temporary: at.temporary,
    secure: false,
    hears: () => true,
    checkAnswers: true,
    log: (entry) => at.faults.push(entry),
  });
  const colleague = async (roles: Parameters<typeof at.person>[0], site?: Site): Promise<Colleague> => {
    const person = await at.person(roles, site);
    const ask: Colleague['ask'] = async (operation, input = {}, key = newId()) => {
      const answer = await app.inject({
        method: 'POST',
        url: `/api/people.${operation}`,
        headers: { 'x-tributary': '1', 'idempotency-key': key, cookie: `tributary=${person.token}` },
        payload: input as object,
      });
      return { status: answer.statusCode, body: answer.json() };
    };
    const get: Colleague['get'] = async <T>(operation: string, input?: unknown) => {
      const { status, body } = await ask(operation, input);
      if (status !== 200)
        throw new Error(
          `${operation} answered ${status} ${JSON.stringify(body)} ${JSON.stringify(at.faults.at(-1) ?? null)}`,
        );
      return body as T;
    };
    return { ...person, ask, get };
  };
  const close = async () => {
    await app.close();
    await at.close();
  };
  return { ...at, colleague, close };
}
