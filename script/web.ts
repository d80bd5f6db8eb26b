import { createHash } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'dist', 'web', '.sources');

/** One hash over the names, sizes and times of everything the browser's part is built from. */
async function sources(): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of ['app', 'kernel', 'ui', 'modules', 'definitions']) {
    const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    const files = names.filter(
      (entry) => entry.isFile() && !entry.name.includes('.test.') && !entry.name.endsWith('.sql'),
    );
    for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
      const { size, mtimeMs } = await stat(file);
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.update(await readFile(join(root, 'package-lock.json'))).digest('hex');
}

const now = await sources();
if ((await readFile(stamp, 'utf8').catch(() => '')) !== now) {
  console.error('Building the pages …');
  const { build } = await import('vite');
  await build({ configFile: join(root, 'app', 'vite.config.ts'), logLevel: 'warn' });
  await writeFile(stamp, now);
}
