/** A query and its parameters. The only way to make one is the `sql` tag, so a value can never become text of the query. */
export type Sql = { readonly parts: readonly string[]; readonly values: readonly unknown[] };

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'parts' in value && 'values' in value;

/** Writes a query: `` sql`select … where id = ${id}` ``. Values become parameters; another `sql` nests. */
export function sql(strings: TemplateStringsArray, ...holes: readonly unknown[]): Sql {
  const parts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  holes.forEach((hole, index) => {
    const after = strings[index + 1] ?? '';
    const last = parts.length - 1;
    if (isSql(hole)) {
      parts[last] += hole.parts[0] ?? '';
      hole.parts.slice(1).forEach((part) => parts.push(part));
      values.push(...hole.values);
      parts[parts.length - 1] += after;
    } else {
      values.push(hole);
      parts.push(after);
    }
  });
  return { parts, values };
}

/** Nothing: the neutral part of an optional condition. */
export const empty: Sql = { parts: [''], values: [] };

/** Joins conditions with `and`; true when there are none. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : conditions.reduce((left, right) => sql`${left} and ${right}`);
}

/** The form the driver wants: numbered parameters. */
export function compile(query: Sql): { text: string; values: unknown[] } {
  const text = query.parts.reduce((left, part, index) => `${left}$${index}${part}`);
  return { text, values: [...query.values] };
}

/** The name of a view or column that comes from a definition: lower-case words joined by points, and nothing else. */
export function nameOf(name: string): Sql {
  if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/.test(name)) throw new Error('not a name of the database');
  return { parts: [name], values: [] };
}
