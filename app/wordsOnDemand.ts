import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const marker = '?said-by=';

/**
 * Keeps the first load small: a module's front door (`web/index.ts`) brings only the words it names itself; its pages bring all
 * of them when they are opened.
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
      if (file === undefined || importer === undefined) return null;
      this.addWatchFile(file);
      const words = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
      const code = `export default ${JSON.stringify(named(words, await readFile(importer, 'utf8')))}`;
      return { code, moduleType: 'js', map: null };
    },
  };
}

/** The words whose keys stand between quotes in a source text. */
export function named(words: Record<string, unknown>, text: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(words).filter(([key]) => text.includes(`'${key}'`)));
}
