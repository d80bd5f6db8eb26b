import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseAst } from 'vite';

/** A source file of the house: its path from the root, its text and its syntax tree. */
export type Source = { readonly path: string; readonly text: string; readonly tree: Node };

/** A node of a syntax tree (ESTree with TypeScript and JSX). */
export type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };

const skipped = new Set(['node_modules', 'dist', 'data', '.git', 'test-results']);

/** Every file below `folder` whose name ends in one of `endings`, as paths from `root`. */
export function filesOf(root: string, endings: readonly string[], folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesOf(root, endings, path);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [relative(root, path)] : [];
  });
}

/** Parses one text; a file that cannot be parsed is a fault, never passed over. */
export function parse(path: string, text: string): Source {
  return {
    path,
    text,
    tree: parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path) as unknown as Node,
  };
}

/** Reads and parses every TypeScript file of the house. */
export function sourcesOf(root: string): Source[] {
  return filesOf(root, ['.ts', '.tsx']).map((path) => parse(path, readFileSync(join(root, path), 'utf8')));
}

/** Walks a tree, parents first. */
export function walk(
  node: unknown,
  visit: (node: Node, parent: Node | undefined) => void,
  parent?: Node,
): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit, parent);
    return;
  }
  if (typeof node !== 'object' || node === null || !('type' in node)) return;
  const here = node as Node;
  visit(here, parent);
  for (const [key, child] of Object.entries(here))
    if (key !== 'parent' && typeof child === 'object') walk(child, visit, here);
}

/** What a file imports: the written specifier and, for our own files, the path from the root. */
export type Import = {
  readonly written: string;
  readonly path: string | undefined;
  readonly typeOnly: boolean;
};

/** Every import, export-from and `import()` of a file. */
export function importsOf(source: Source): Import[] {
  const found: Import[] = [];
  walk(source.tree, (node) => {
    const from = node['source'] as Node | null | undefined;
    const takes = [
      'ImportDeclaration',
      'ExportNamedDeclaration',
      'ExportAllDeclaration',
      'ImportExpression',
    ].includes(node.type);
    if (!takes || typeof from?.['value'] !== 'string') return;
    const written = from['value'];
    const path = written.startsWith('.') ? join(dirname(source.path), written) : undefined;
    found.push({ written, path, typeOnly: node['importKind'] === 'type' || node['exportKind'] === 'type' });
  });
  return found;
}
