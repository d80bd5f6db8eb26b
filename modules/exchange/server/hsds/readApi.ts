import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { Database, Tx } from '../../../../kernel/server/scope.ts';
import { systemClock } from '../../../../kernel/time.ts';
import { localeFrom } from '../../../../kernel/words.ts';
import { publishedPage, publishedRow } from '../../../directory/server/index.ts';
import type { PublicKind } from '../../../directory/server/index.ts';
import { showRows } from './showRows.ts';
import { pacing } from './pace.ts';

const Id = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  .toLowerCase();
const Flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** What may be asked of a list, under the names of the standard; anything else is left aside. */
const Asked = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
  search: z.string().trim().min(1).max(100).optional(),
  organization_id: Id.optional(),
  taxonomy_term_id: Id.optional(),
  taxonomy_id: Id.optional(),
  parent_id: Id.optional(),
  top_only: Flag.optional(),
  modified_after: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
  full: Flag.default(false),
});

const lists: readonly (readonly [string, PublicKind])[] = [
  ['services', 'service'],
  ['organizations', 'organization'],
  ['service_at_locations', 'service_at_location'],
  ['taxonomies', 'taxonomy'],
  ['taxonomy_terms', 'taxonomy_term'],
];

/** What the interface says of itself. */
const about = {
  version: '3.0',
  profile: 'https://docs.openreferral.org/en/3.0.1/hsds/',
  openapi_url: 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json',
};

async function page(tx: Tx, kind: PublicKind, query: unknown, locale: string) {
  const parsed = Asked.safeParse(query);
  if (!parsed.success)
    throw refuse('invalid', 'kernel.invalidInput', {
      fields: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), problem: issue.code })),
    });
  const { page: number, per_page: size, full, ...asked } = parsed.data;
  const got = await publishedPage(tx, kind, {
    search: asked.search,
    organizationId: asked.organization_id,
    termId: asked.taxonomy_term_id,
    taxonomyId: asked.taxonomy_id,
    parentId: asked.parent_id,
    topOnly: asked.top_only,
    modifiedAfter: asked.modified_after,
    from: (number - 1) * size,
    limit: size,
  });
  const { total, rows } = found(got, 'exchange.nothingPublished');
  const pages = Math.max(1, Math.ceil(total / size));
  return {
    total_items: total,
    total_pages: pages,
    page_number: number,
    size: rows.length,
    first_page: number === 1,
    last_page: number >= pages,
    empty: rows.length === 0,
    contents: await showRows(tx, kind, rows, { locale, full }),
  };
}

async function one(tx: Tx, kind: PublicKind, id: unknown, locale: string) {
  const parsed = Id.safeParse(id);
  const row = parsed.success ? await publishedRow(tx, kind, parsed.data) : undefined;
  const [shown] = await showRows(tx, kind, [found(row, 'exchange.notPublished')], { locale, full: true });
  return found(shown, 'exchange.notPublished');
}

/** Serves what stewards have published as the read API of HSDS 3.0.1, to anybody, at a measured pace; it reads no cookie and changes nothing. */
export function readApi(app: FastifyInstance, database: Database): void {
  const wait = pacing({ most: 240, perMinute: 120 }, () => systemClock().getTime());
  const serve = (
    path: string,
    answer: (tx: Tx, request: FastifyRequest, locale: string) => Promise<unknown>,
  ) =>
    app.get(path, async (request, reply) => {
      const seconds = wait(request.ip);
      if (seconds > 0) {
        reply.header('Retry-After', String(seconds));
        throw refuse('busy', 'exchange.tooOften', { seconds });
      }
      const locale = localeFrom(request.headers['accept-language']);
      const { value } = await database.asDoor({ id: newId() }, (tx) => answer(tx, request, locale));
      return send(reply, value, locale);
    });
  const base = async (tx: Tx) => {
    found(await publishedPage(tx, 'service', { from: 0, limit: 1 }), 'exchange.nothingPublished');
    return about;
  };
  serve('/hsds', base);
  serve('/hsds/', base);
  for (const [name, kind] of lists) {
    serve(`/hsds/${name}`, (tx, request, locale) => page(tx, kind, request.query, locale));
    serve(`/hsds/${name}/:id`, (tx, request, locale) =>
      one(tx, kind, (request.params as { id: unknown }).id, locale),
    );
  }
}

function send(reply: FastifyReply, value: unknown, locale: string): FastifyReply {
  return reply
    .header('Access-Control-Allow-Origin', '*')
    .header('Cache-Control', 'public, max-age=300')
    .header('Vary', 'Accept-Language')
    .header('Content-Language', locale)
    .type('application/json')
    .send(JSON.stringify(value));
}
