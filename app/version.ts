import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The version of this program, as package.json says it. */
export async function version(): Promise<string> {
  const written = await readFile(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(written) as { version: string }).version;
}
