import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const marker = '?said-by=';

/**
 * Keeps the first load small: a module's front door (`web/index.ts`) brings only the words it names itself, its pages bring the
 * rest when they are opened; and refusals, which the server says, never travel with the pages unless a screen names them.
 */
export function wordsOnDemand(): Plugin {
  return {
    name: 'tributary-words-on-demand',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith('/words.json') || importer === undefined) return null;
      const file = resolve(dirname(importer), source);
      return importer.endsWith('/web/index.ts') ? `${file}${marker}${importer}` : null;
    },
    async load(id) {
      const [file, importer] = id.split(marker);
      if (!file?.endsWith('/words.json')) return null;
      this.addWatchFile(file);
      const words = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
      const text = importer === undefined ? undefined : await readFile(importer, 'utf8');
      return { code: `export default ${JSON.stringify(kept(words, text))}`, moduleType: 'js', map: null };
    },
  };
}

function kept(words: Record<string, unknown>, named: string | undefined): Record<string, unknown> {
  const wanted = ([key]: [string, unknown]) =>
    named === undefined ? !key.startsWith('refusal.') : named.includes(`'${key}'`);
  return Object.fromEntries(Object.entries(words).filter(wanted));
}
