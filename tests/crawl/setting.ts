import { newId } from '../../kernel/id.ts';
import { type Choice, fieldsOf, isFreeText, isId, shapeOf, withoutNull } from '../fence/inputs.ts';
import type { Site } from '../world.ts';
import type { Named } from './ask.ts';
import type { Row } from './ground.ts';
import { hints } from './hints.ts';

/** What an input is about: a place, a client of it, and the record it starts from. `self` is the record itself, `from` one it is made from. */
export type Setting = {
  readonly named: Named;
  readonly site: Site;
  readonly clientId?: string | undefined;
  readonly clientWord?: string | undefined;
  readonly otherClientId?: string | undefined;
  /** Who plants everything here, in every role that may. */
  readonly planterId: string;
  /** Accounts of the community that play no part otherwise. */
  readonly helperId: string;
  readonly strangerId: string;
  readonly self?: Row | undefined;
  readonly from?: Row | undefined;
  /** Records of the place and client, newest first. */
  readonly rows: readonly Row[];
  /** A lesson of another community. */
  readonly lesson?: Row | undefined;
  /** Leaves away every id that may be left away. */
  readonly bare?: boolean;
};

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/** Tables whose rows a field such as `sourceId` may name; the module's own first. */
function named(at: Setting, field: string): Row | undefined {
  const noun = `.${snake(field).replace(/_id$/, '')}`;
  const found = at.rows.filter((row) => row.table.endsWith(noun) && row.id !== undefined);
  return found.find((row) => row.table.startsWith(`${at.named.module}.`)) ?? found[0];
}

function idFor(at: Setting, path: string, field: string): string | undefined {
  if (path === 'id') return at.self?.id;
  if (field === 'clientId' && at.clientId !== undefined) return at.clientId;
  for (const row of [at.self, at.from]) {
    const held = row?.columns[snake(field)];
    if (typeof held === 'string') return held;
    if (row?.table.endsWith(`.${snake(field).replace(/_id$/, '')}`)) return row.id;
  }
  if (field === 'siteId') return at.site.id;
  if (field === 'organisationId') return at.site.organisationId;
  if (field === 'communityId') return at.site.communityId;
  return named(at, field)?.id;
}

const hintFor = (at: Setting, path: string, field: string) => {
  const { name, module } = at.named;
  return [`${name}.${path}`, `${name}.${field}`, `${module}.${field}`, field].find((key) => key in hints);
};

/** Fills an input: what a hint says, ids and versions of the record it is about, and for every text a word from `say`. */
export function choiceFor(at: Setting, say: (path: string) => string): Choice {
  const asks = at.named.operation.kind === 'query' || at.named.operation.kind === 'download';
  return ({ path, field, schema, required }) => {
    const key = hintFor(at, path, field);
    if (key !== undefined) {
      const hint = hints[key];
      return typeof hint === 'function' ? (hint as (of: Setting) => unknown)(at) : hint;
    }
    if (isId(schema)) return required || !at.bare ? idFor(at, path, field) : undefined;
    if (field === 'version' && schema['type'] === 'integer') return (at.self ?? at.from)?.version;
    if (isFreeText(schema) && !asks) return say(path).slice(0, Number(schema['maxLength'] ?? 200));
    if (!required) return undefined;
    if (schema['format'] === 'date-time') return minutesAgo(5);
    if (schema['format'] === 'date') return minutesAgo(0).slice(0, 10);
    if (schema['format'] === 'email') return `${newId()}@example.org`;
    const held = at.self?.columns[snake(field)] ?? at.from?.columns[snake(field)];
    return 'pattern' in schema && typeof held === 'string' ? held : undefined;
  };
}

const wellKnown = new Set(['id', 'clientId', 'siteId', 'organisationId', 'communityId', 'accountId']);

/** How an operation names what it is about. */
export type Naming = {
  readonly byId: boolean;
  readonly versioned: boolean;
  readonly byClient: boolean;
  readonly namesAny: boolean;
  readonly nouns: string[];
};

/** Reads from a contract how an operation names what it is about. */
export function namingOf({ operation }: Named): Naming {
  const { fields, required } = fieldsOf(shapeOf(operation.input));
  const nouns = [...fields].flatMap(([field, schema]) =>
    isId(schema) && field.endsWith('Id') && !wellKnown.has(field) ? [snake(field).replace(/_id$/, '')] : [],
  );
  return {
    byId: fields.has('id'),
    versioned: required.has('version') && fields.get('version')?.['type'] === 'integer',
    byClient: required.has('clientId'),
    namesAny: [...fields.values()].some((schema) => isId(withoutNull(schema))),
    nouns,
  };
}

/** The newest two rows of each table that have an id. */
function someOfEach(rows: readonly Row[]): Row[] {
  const seen = new Map<string, number>();
  return rows.filter((row) => {
    const count = seen.get(row.table) ?? 0;
    seen.set(row.table, count + 1);
    return row.id !== undefined && count < 2;
  });
}

/** The records an operation could be about, most likely first: none (something new), the record itself, or one it is made from. */
export function startingPoints(of: Named, rows: readonly Row[]): Pick<Setting, 'self' | 'from'>[] {
  const naming = namingOf(of);
  const own = someOfEach(rows.filter((row) => row.table.startsWith(`${of.module}.`)));
  const from = someOfEach(rows.filter((row) => naming.nouns.some((noun) => row.table.endsWith(`.${noun}`))));
  const selves = naming.byId ? own.map((self) => ({ self })) : [];
  const origins = from.map((row) => ({ from: row }));
  const isRead = of.operation.kind === 'query' || of.operation.kind === 'download';
  return naming.versioned || (isRead && naming.byId)
    ? [...(naming.byId ? selves : origins), {}]
    : [{}, ...origins, ...selves];
}
