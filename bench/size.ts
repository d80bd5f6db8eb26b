import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../app/installation.ts';
import { workerFile } from '../app/offline/build.ts';
import type { Figure } from './figures.ts';

const folder = join(root, 'dist', 'web');
const kilobytes = (path: string) => gzipSync(readFileSync(path)).byteLength / 1000;

type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: string[] }>;

/** What a browser must load before the first page shows, and everything there is. */
export function sizes(): Figure[] {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Manifest;
  const first = new Set<string>();
  const take = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || first.has(chunk.file)) return;
    first.add(chunk.file);
    chunk.imports?.forEach(take);
  };
  for (const [name, chunk] of Object.entries(manifest))
    if (chunk.isEntry && chunk.file !== workerFile) take(name);
  const scripts = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.js'));
  const sum = (files: Iterable<string>) =>
    [...files].reduce((total, file) => total + kilobytes(join(folder, file)), 0);
  return [
    { what: 'JavaScript before the first page, gzip', value: sum(first), unit: 'KB', aim: 'at most 200 KB' },
    { what: 'all JavaScript, gzip', value: sum(scripts.map((name) => `assets/${name}`)), unit: 'KB' },
  ];
}
