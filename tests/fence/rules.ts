import { type Import, importsOf, type Node, type Source, walk } from './tree.ts';

/** One thing that breaks a rule of the house, as a sentence. */
export type Breach = string;

const isTest = (path: string) => /\.test\.tsx?$|^tests\/|^bench\/|\/testing\//.test(path);
const moduleOf = (path: string | undefined) => /^modules\/(\w+)\//.exec(path ?? '')?.[1];
const fronts = /^modules\/\w+\/(contract\.ts|model\.ts|server\/index\.ts|web\/index\.ts)$/;

function importBreach(source: Source, taken: Import, order: readonly string[]): Breach | undefined {
  const { path: from } = source;
  const to = taken.path;
  const says = (rule: string) => `${from} imports ${taken.written}: ${rule}`;
  if (taken.written === 'pg' && !/^(kernel\/server|bench|script|tests|app\/commands)\//.test(from))
    return says('the database has one door');
  if (to === undefined) return undefined;
  const [mine, theirs] = [moduleOf(from), moduleOf(to)];
  const onScreen = /(^|\/)web\/|^ui\/|^app\/web/.test(from);
  if (onScreen && !taken.typeOnly && /(^|\/)server\//.test(to))
    return says('a screen never imports the server');
  if (from.startsWith('kernel/') && !to.startsWith('kernel/'))
    return /^kernel\/web\//.test(from) && to.startsWith('ui/')
      ? undefined
      : says('the kernel knows nothing to its right');
  if (from.startsWith('ui/') && !to.startsWith('ui/') && !to.startsWith('kernel/'))
    return says('the design system knows nothing of the modules');
  if (mine && to.startsWith('app/')) return says('modules do not know who joins them');
  if (!mine || !theirs || mine === theirs) return undefined;
  if (order.indexOf(theirs) > order.indexOf(mine)) return says(`${theirs} stands to the right of ${mine}`);
  return fronts.test(to)
    ? undefined
    : says('only contract, model, server/index and web/index are front doors');
}

/** Imports that cross a fence: to the right, deep into a module, from a screen to the server, around the database's door. */
export function importBreaches(sources: readonly Source[], order: readonly string[]): Breach[] {
  return sources
    .filter((source) => !isTest(source.path))
    .flatMap((source) => importsOf(source).flatMap((taken) => importBreach(source, taken, order) ?? []));
}

/** Knots: files that import each other in a circle. Imports of types alone make no knot. */
export function importCircles(sources: readonly Source[]): Breach[] {
  const edges = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source).flatMap((taken) => (taken.path && !taken.typeOnly ? [taken.path] : [])),
    ]),
  );
  const state = new Map<string, 'open' | 'done'>();
  const circles: Breach[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) if (edges.has(next)) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return circles;
}

const spoken = new Set([
  'label',
  'title',
  'placeholder',
  'alt',
  'aria-label',
  'aria-description',
  'description',
  'hint',
  'lede',
]);
const hasWords = (text: string) => /\p{L}{2,}/u.test(text);

/** Words typed into a screen instead of its words.json. */
export function literalTexts(source: Source): Breach[] {
  const found: Breach[] = [];
  walk(source.tree, (node) => {
    if (node.type === 'JSXText' && hasWords(String(node['value'])))
      found.push(`${source.path}: ${String(node['value']).trim()}`);
    if (node.type !== 'JSXAttribute') return;
    const name = (node['name'] as Node)['name'];
    const value = node['value'] as Node | null;
    if (
      typeof name === 'string' &&
      spoken.has(name) &&
      value?.type === 'Literal' &&
      hasWords(String(value['value']))
    ) {
      found.push(`${source.path}: ${name}="${String(value['value'])}"`);
    }
  });
  return found;
}

/** The codes of every refusal a file makes: the second word of `refuse(kind, code)` and of `found(value, code)`. */
export function refusalCodes(source: Source): string[] {
  const codes: string[] = [];
  walk(source.tree, (node) => {
    if (node.type !== 'CallExpression') return;
    const name = (node['callee'] as Node)['name'];
    if (name !== 'refuse' && name !== 'found') return;
    const code = (node['arguments'] as Node[])[1];
    if (code?.type === 'Literal') codes.push(String(code['value']));
  });
  return codes;
}

/** Functions longer than `most` lines, as `path:line name (lines)`. */
export function longFunctions(source: Source, most: number): Breach[] {
  const found: Breach[] = [];
  const lineOf = (at: number) => source.text.slice(0, at).split('\n').length;
  walk(source.tree, (node) => {
    if (!['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type)) return;
    const [from, to] = [lineOf(node.start), lineOf(Number(node['end']))];
    if (to - from + 1 > most) found.push(`${source.path}:${from} (${to - from + 1} lines)`);
  });
  return found;
}
