import type { PaletteItem } from '../../../kernel/web/module.ts';
import { api } from './api.ts';

/** Codes for the command palette, named in the language of the page. */
export async function findCodes(typed: string, signal: AbortSignal): Promise<readonly PaletteItem[]> {
  const locale = document.documentElement.lang.startsWith('fr') ? 'fr' : 'en';
  const { codes } = await api.searchCodes({ text: typed, limit: 8 }, { signal });
  return codes.map(({ system, code, name, path }) => ({
    id: `${system} ${code}`,
    label: name[locale],
    hint: path.map((above) => above[locale]).join(' › '),
    path: pathToCode(system, code),
  }));
}

/** The address of one code inside its framework. */
export function pathToCode(system: string, code: string): string {
  return `/frameworks/${system}?code=${encodeURIComponent(code)}`;
}
