import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** One piece of what somebody holds who stole the database: where it was found, and its bytes. */
export type Stolen = { readonly where: string; readonly bytes: Buffer };

/** Every row of every table of every schema, as text, read by the superuser past all policies. */
export async function everyRow(admin: pg.Client): Promise<Stolen[]> {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%' order by 1`,
  );
  const stolen: Stolen[] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query<{ row: string }>(`select t::text as row from ${name} t`);
    stolen.push({ where: name, bytes: Buffer.from(rows.map((one) => one.row).join('\n'), 'utf8') });
  }
  return stolen;
}

/** Every file under a folder, whole: table files, write-ahead log, server log. */
export async function everyFile(folder: string, skip: (path: string) => boolean): Promise<Stolen[]> {
  const stolen: Stolen[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || skip(path)) continue;
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) stolen.push({ where: path, bytes });
  }
  return stolen;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');

/** The forms in which a text might lie about: as it is, lower case, without accents, without separators, UTF-16, hexadecimal, base64. */
export function formsOf(text: string): Buffer[] {
  const written = [
    text,
    text.toLowerCase(),
    text.toUpperCase(),
    plain(text),
    plain(text).toLowerCase(),
    text.normalize('NFD'),
    text.replace(/[\s()-]/g, ''),
  ];
  const bytes = [...new Set(written)].flatMap((form) => {
    const utf8 = Buffer.from(form, 'utf8');
    const inBase64 = utf8.toString('base64').replace(/=+$/, '').slice(0, -1);
    return [utf8, Buffer.from(form, 'utf16le'), Buffer.from(utf8.toString('hex')), Buffer.from(inBase64)];
  });
  return bytes.filter((form) => form.length >= 6);
}

/** Where any of the texts was found, in any form. */
export function leaks(stolen: readonly Stolen[], secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => {
    const forms = formsOf(secret);
    return stolen
      .filter((piece) => forms.some((form) => piece.bytes.includes(form)))
      .map((piece) => `${secret} in ${piece.where}`);
  });
}
