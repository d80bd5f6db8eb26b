import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The one-time code of an empty installation, some 78 random bits: kept in the data folder (`set-up-code`, readable by its owner), the same until set-up is done. */
export async function makeSetUpCode(dataFolder: string): Promise<string> {
  const file = join(dataFolder, 'set-up-code');
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (/^([2-9A-Z]{4}-){3}[2-9A-Z]{4}\s*$/.test(kept)) return kept.trim();
  const group = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  const code = [group(), group(), group(), group()].join('-');
  await writeFile(file, `${code}\n`, { mode: 0o600 });
  return code;
}
