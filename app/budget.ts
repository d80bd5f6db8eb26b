import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';
import { workerFile } from './offline/build.ts';

type Chunk = Pick<Rolldown.OutputChunk, 'type' | 'fileName' | 'isEntry' | 'imports' | 'code'>;

/** The scripts the browser needs before anything can be drawn: the entry and everything it imports at once. */
export function firstLoad(chunks: readonly Chunk[]): readonly Chunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const take = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    for (const next of byName.get(name)?.imports ?? []) take(next);
  };
  for (const chunk of chunks) if (chunk.isEntry && chunk.fileName !== workerFile) take(chunk.fileName);
  return [...found].flatMap((name) => byName.get(name) ?? []);
}

/** Their weight on the wire, in bytes after gzip. */
export function weightOf(chunks: readonly Chunk[]): number {
  return firstLoad(chunks).reduce((sum, { code }) => sum + gzipSync(code).byteLength, 0);
}

/** Fails the build when the first load weighs more than `most` bytes, and says how much it weighs. */
export function firstLoadBudget(most: number): Plugin {
  return {
    name: 'tributary-first-load-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(
        (file): file is Rolldown.OutputChunk => file.type === 'chunk',
      );
      const weight = weightOf(chunks);
      const said = `first load ${(weight / 1000).toFixed(1)} kB of ${(most / 1000).toFixed(0)} kB (gzip)`;
      if (weight > most) this.error(`${said}: load something later`);
      this.info(said);
    },
  };
}

/** Puts a Brotli and a gzip copy beside every text file as it was written at last, so that the server never compresses while somebody waits. */
export function compressedCopies(): Plugin {
  return {
    name: 'tributary-compressed-copies',
    apply: 'build',
    async writeBundle({ dir = '.' }, bundle) {
      const texts = Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name));
      for (const path of texts.map((name) => join(dir, name))) {
        const text = await readFile(path);
        await writeFile(`${path}.br`, brotliCompressSync(text));
        await writeFile(`${path}.gz`, gzipSync(text, { level: 9 }));
      }
    },
  };
}
