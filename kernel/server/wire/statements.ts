/** How often a query is asked before it is worth keeping its plan, and how many plans a connection may hold (each takes tens of kilobytes there). */
const oftenEnough = 12;
const mostNames = 200;
const mostCounted = 2_000;

const asked = new Map<string, number>();
const names = new Map<string, string>();

/**
 * The name under which PostgreSQL keeps the plan of a query that is asked often, or none. A kept plan saves parsing, the
 * policies' rewriting and planning at every later ask; the server still makes a plan of its own for values that need one.
 */
export function nameFor(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const times = (asked.get(text) ?? 0) + 1;
  if (times < oftenEnough) {
    if (asked.size >= mostCounted) asked.clear();
    asked.set(text, times);
    return undefined;
  }
  asked.delete(text);
  const name = `often_${names.size + 1}`;
  names.set(text, name);
  return name;
}
