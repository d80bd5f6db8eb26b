import type { Say } from '../../../kernel/web/words.tsx';
import { type Role, roles } from '../model.ts';
import type words from '../words.json';

/** A role in the reader's words; a role that is not one of ours stands as it is. */
export function roleName(t: Say<typeof words>, role: string): string {
  return roles.includes(role as Role) ? t(`role.${role as Role}`) : role;
}
