import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedCopies, firstLoadBudget } from './budget.ts';
import { offlineWorker, workerFile } from './offline/build.ts';
import { wordsOnDemand } from './wordsOnDemand.ts';

const here = import.meta.dirname;
const publicDir = resolve(here, 'brand');

/** Only styles and the first file do anything by being loaded; the rest comes with the page that uses it. */
function moduleSideEffects(id: string): boolean | undefined {
  if (id.includes('node_modules')) return undefined;
  return id.endsWith('.css') || /\/app\/(web\.tsx|web\/trusted\.ts|offline\/worker\.ts|index\.html)/.test(id);
}

/** The browser's part: hashed files under dist/web, nothing inline, so that the strictest content policy holds. */
export default defineConfig({
  root: here,
  base: '/',
  publicDir,
  plugins: [wordsOnDemand(), react(), firstLoadBudget(200_000), offlineWorker(publicDir), compressedCopies()],
  server: { proxy: { '/api': process.env['TRIBUTARY_SERVER'] ?? 'http://127.0.0.1:4870' } },
  build: {
    outDir: resolve(here, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      input: { web: resolve(here, 'index.html'), worker: resolve(here, 'offline/worker.ts') },
      output: { entryFileNames: ({ name }) => (name === 'worker' ? workerFile : 'assets/[name]-[hash].js') },
      treeshake: { moduleSideEffects },
    },
  },
});
