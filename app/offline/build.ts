import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import type { Plugin } from 'vite';

/** The name the worker is served under; it never carries a hash, because browsers ask for it by name. */
export const workerFile = 'worker.js';

/** Writes into the worker which files make up this build, and a name for the build made from theirs. */
export function offlineWorker(publicFolder: string): Plugin {
  return {
    name: 'tributary-offline-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle[workerFile];
      if (worker?.type !== 'chunk') return this.error('the worker was not built');
      if (worker.imports.length > 0) return this.error('the worker must be one file');
      const built = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
      const files = ['', ...readdirSync(publicFolder), ...built].map((name) => `/${name}`).sort();
      worker.code = withFiles(worker.code, files);
      return undefined;
    },
  };
}

/** The worker's code with its files and the name of its build in place. */
export function withFiles(code: string, files: readonly string[]): string {
  const build = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 16);
  const written = code
    .replace('__TRIBUTARY_FILES__', () => JSON.stringify(files))
    .replace('__TRIBUTARY_BUILD__', build);
  if (!written.includes(build) || written.includes('__TRIBUTARY_'))
    throw new Error('the worker has no place for its files');
  return written;
}
