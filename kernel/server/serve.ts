import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Operation } from '../contract.ts';
import { isId, newId } from '../id.ts';
import { systemClock } from '../time.ts';
import { refuse } from '../refusal.ts';
import { localeFrom } from '../words.ts';
import kernelWords from '../words.json' with { type: 'json' };
import { clearCookie, sessionCookie, tokenIn } from './cookie.ts';
import { heldKeys } from './keys/ring.ts';
import type { Around, LeavingFile, ReceivedFile, ServerModule } from './module.ts';
import { problemFor, refusalIn, type Sentences, traceOf } from './problem.ts';
import { type Received, receive } from './receive.ts';
import type { Actor, Database, Outcome, Request, Tx } from './scope.ts';

/** What the HTTP door needs to know of its surroundings. */
export type DoorSettings = {
  readonly database: Database;
  readonly modules: readonly ServerModule[];
  /** Folder for files under way. */
  readonly temporary: string;
  /** True behind TLS: cookies are `Secure` and named `__Host-…`. */
  readonly secure: boolean;
  /** Proxies in front, by address or network: only what they say of a visitor's address is believed. Nobody when it is not said. */
  readonly proxies?: readonly string[];
  /** Parse every answer against its contract: in tests and development. */
  readonly checkAnswers: boolean;
  /** Which events somebody hears; those with a listener in `modules` when it is not said. */
  readonly hears?: (event: string) => boolean;
  readonly log: (entry: Record<string, unknown>) => void;
};

type Route = {
  readonly name: string;
  readonly operation: Operation;
  readonly useCase: (tx: Tx, input: never, around: Around) => Promise<unknown>;
};

const minutes = 60_000;
const proofLasts = 10 * minutes;

/** Refuses an actor who holds none of the roles an operation asks for, or whose last proof of identity is too old for it. */
export function permit(operation: Operation, actor: Actor): void {
  const { who } = operation;
  if (who !== 'public' && who !== 'signed-in' && !actor.roles.some((held) => who.includes(held.role))) {
    throw refuse('forbidden', 'kernel.notAllowed');
  }
  if (operation.stepUp && actor.sessionId !== null) {
    const age = actor.steppedUpAt === null ? Infinity : systemClock().getTime() - actor.steppedUpAt.getTime();
    if (age > proofLasts) throw refuse('forbidden', 'kernel.proofNeeded');
  }
}

/** Checks an input against its contract; the refusal names the fields and what is wrong with each, never their values. */
export function parseInput(operation: Operation, input: unknown): unknown {
  const parsed = operation.input.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues
    .slice(0, 20)
    .map((issue) => ({ path: issue.path.join('.'), problem: issue.code }));
  throw refuse('invalid', 'kernel.invalidInput', { fields });
}

/** Runs one operation inside a transaction: permission, contract, use case, answer, audit. Every door (HTTP, console) comes through here. */
export async function perform(tx: Tx, route: Route, input: unknown, around: Around): Promise<unknown> {
  const { operation, name } = route;
  if (operation.who !== 'public') permit(operation, tx.actor);
  const parsed = parseInput(operation, input);
  const output = await route.useCase(tx, parsed as never, around);
  const subjects = operation.subjects?.({ input: parsed, output }) ?? [];
  const sends = operation.kind === 'command' || operation.kind === 'upload';
  const writes = sends && !operation.keepsNothing;
  const known = operation.who !== 'public';
  if (known && (sends || operation.kind === 'download' || subjects.length > 0)) {
    const action = writes ? 'create' : sends || operation.kind === 'download' ? 'execute' : 'read';
    tx.note({ operation: name, action, subjects: [...new Set(subjects)] });
  }
  return output;
}

/** Builds the HTTP door: one address per operation, and nothing that a module did not name in its contract. */
export async function buildDoor(given: DoorSettings): Promise<FastifyInstance> {
  const heard = new Set(given.modules.flatMap((module) => module.listeners.map((one) => one.event)));
  const settings = { hears: (event: string) => heard.has(event), ...given };
  const app = fastify({
    logger: false,
    bodyLimit: 2_000_000,
    trustProxy: settings.proxies?.length ? [...settings.proxies] : false,
    genReqId: () => newId(),
    requestTimeout: 120_000,
  });
  await app.register(multipart);
  const sentences: Sentences = new Map<string, ServerModule['words']>([
    ['kernel', kernelWords],
    ...settings.modules.map((module) => [module.contract.module, module.words] as const),
  ]);
  app.setErrorHandler((reason, request, reply) =>
    refuseWith(reply, request, asRefusal(reason), { sentences, settings }),
  );
  app.addHook('onSend', async (_request, reply) => {
    reply.header('Cache-Control', reply.getHeader('Cache-Control') ?? 'no-store');
    reply.header('X-Content-Type-Options', 'nosniff');
    reply.header('Referrer-Policy', 'no-referrer');
  });
  for (const module of settings.modules) {
    for (const [verb, operation] of Object.entries(module.contract.operations)) {
      const useCase = module.useCases[verb];
      if (!useCase) throw new Error(`no use case for ${module.contract.module}.${verb}`);
      const route: Route = { name: `${module.contract.module}.${verb}`, operation, useCase };
      app.post(`/api/${route.name}`, (request, reply) => answer(route, request, reply, settings));
    }
    module.extra?.(app, settings.database);
  }
  app.all('/api/*', async () => {
    throw refuse('missing', 'kernel.noSuchOperation');
  });
  return app;
}

/** Faults of the HTTP library (bad JSON, too large) are refusals of ours. */
function asRefusal(reason: unknown): unknown {
  const code = reason instanceof Error && 'statusCode' in reason ? Number(reason.statusCode) : 0;
  if (code === 413) return refuse('invalid', 'kernel.tooLarge');
  if (code >= 400 && code < 500 && !refusalIn(reason)) return refuse('invalid', 'kernel.notJson');
  return reason;
}

type Told = { readonly sentences: Sentences; readonly settings: DoorSettings };

function refuseWith(reply: FastifyReply, request: FastifyRequest, reason: unknown, told: Told): FastifyReply {
  const problem = problemFor(
    reason,
    request.id,
    localeFrom(request.headers['accept-language']),
    told.sentences,
  );
  if (problem.kind === 'fault' || problem.kind === 'unknown') {
    told.settings.log({
      level: 'error',
      id: request.id,
      route: request.routeOptions.url,
      ...traceOf(reason),
    });
  }
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** A request of another site's page carries our cookie but not this header, and says where it comes from. */
function refuseCrossSite(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  const ours = site === undefined || site === 'same-origin' || site === 'none';
  if (!ours || request.headers['x-tributary'] !== '1') throw refuse('forbidden', 'kernel.crossSite');
}

function claimIn(request: FastifyRequest, route: Route, received?: Received): Request['claim'] {
  if (route.operation.kind !== 'command' && route.operation.kind !== 'upload') return undefined;
  if (route.operation.who === 'public' || route.operation.keepsNothing) return undefined;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !isId(key)) throw refuse('invalid', 'kernel.keyMissing');
  const brought = received && [received.input, received.files.map(({ name, bytes }) => [name, bytes])];
  const hash = heldKeys().fingerprint(JSON.stringify(brought ?? request.body ?? null));
  return { key, operation: route.name, hash };
}

async function answer(
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  settings: DoorSettings,
): Promise<unknown> {
  refuseCrossSite(request);
  const token = tokenIn(request.headers.cookie, settings.secure);
  const isPublic = route.operation.who === 'public';
  const { database } = settings;
  const through = <T>(bring: Request, work: (tx: Tx) => Promise<T>): Promise<Outcome<T>> =>
    isPublic ? database.asDoor(bring, work) : database.asSession(token ?? '', bring, work);
  const received =
    route.operation.kind === 'upload' ? await admit(route, request, settings, through) : undefined;
  try {
    const files = received?.files ?? [];
    const around = aroundOf(request, reply, files, settings.secure);
    const claim = claimIn(request, route, received);
    const bring: Request = { id: request.id, claim, hears: settings.hears };
    const { value, replayed } = await through(bring, (tx) =>
      perform(tx, route, received?.input ?? request.body, around),
    );
    if (replayed) reply.header('Idempotent-Replayed', 'true');
    return await send(route, reply, value, settings);
  } catch (reason) {
    if (refusalIn(reason)?.kind === 'forbidden' && !isPublic) await noteRefused(route, request, through);
    throw reason;
  } finally {
    await received?.discard();
  }
}

type Through = <T>(bring: Request, work: (tx: Tx) => Promise<T>) => Promise<Outcome<T>>;

/** Nobody's bytes are written before they are known and allowed to bring them. */
async function admit(route: Route, request: FastifyRequest, settings: DoorSettings, through: Through) {
  await through({ id: request.id }, async (tx) => {
    if (route.operation.who !== 'public') permit(route.operation, tx.actor);
  });
  return receive(request, settings.temporary, route.operation.maxBytes ?? 50_000_000);
}

/** A refused attempt is itself an event; failing to write it must not hide the refusal. */
async function noteRefused(route: Route, request: FastifyRequest, through: Through): Promise<void> {
  await through({ id: request.id }, async (tx) =>
    tx.note({ operation: route.name, action: 'refused', subjects: [] }),
  ).catch(() => undefined);
}

function aroundOf(
  request: FastifyRequest,
  reply: FastifyReply,
  files: readonly ReceivedFile[],
  secure: boolean,
): Around {
  return {
    files,
    address: request.ip || '',
    device: String(request.headers['user-agent'] ?? '').slice(0, 200),
    setSession: (token) =>
      void reply.header('Set-Cookie', token === null ? clearCookie(secure) : sessionCookie(token, secure)),
  };
}

async function send(
  route: Route,
  reply: FastifyReply,
  value: unknown,
  settings: DoorSettings,
): Promise<unknown> {
  if (route.operation.kind === 'download') return sendFile(reply, value as LeavingFile);
  if (settings.checkAnswers) {
    const checked = route.operation.output.safeParse(JSON.parse(JSON.stringify(value ?? null)));
    if (!checked.success)
      throw new Error(
        `${route.name} answered out of contract: ${checked.error.issues.map((issue) => issue.path.join('.')).join(', ')}`,
      );
  }
  return reply.type('application/json').send(JSON.stringify(value ?? null));
}

async function sendFile(reply: FastifyReply, file: LeavingFile): Promise<unknown> {
  const body = await file.render();
  const plain = file.name.replace(/[^\w.-]+/g, '_');
  reply.header(
    'Content-Disposition',
    `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  );
  return reply.type(file.type).send(body instanceof Uint8Array ? Buffer.from(body) : body);
}
