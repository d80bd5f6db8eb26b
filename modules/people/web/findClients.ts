import type { PaletteItem } from '../../../kernel/web/module.ts';
import { calledBy } from '../model.ts';
import { api } from './api.ts';

/** Clients for the command palette: name first, birth date beside it so that two of one name are told apart. */
export async function findClients(typed: string, signal: AbortSignal): Promise<readonly PaletteItem[]> {
  const { rows } = await api.searchClients({ text: typed, limit: 8 }, { signal });
  return rows.map((row) => ({
    id: row.clientId,
    label: calledBy(row),
    hint: [row.preferredName ? row.name : '', row.birthDate ?? ''].filter(Boolean).join(' · '),
    path: `/clients/${row.clientId}`,
  }));
}
