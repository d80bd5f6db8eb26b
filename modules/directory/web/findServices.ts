import type { PaletteItem } from '../../../kernel/web/module.ts';
import { api } from './api.ts';

/** Services for the command palette: the same search as on the directory page. */
export async function findServices(typed: string, signal: AbortSignal): Promise<readonly PaletteItem[]> {
  const { rows } = await api.searchServices({ text: typed.slice(0, 200), limit: 8 }, { signal });
  return rows.map(({ id, name, organization }) => ({
    id,
    label: name,
    hint: organization,
    path: `/directory/${id}`,
  }));
}
