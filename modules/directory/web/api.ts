import { caller } from '../../../kernel/web/call.ts';
import type { directory } from '../contract.ts';

/** The typed way to the directory. */
export const api = caller<typeof directory>('directory');

/** Today on this device, `2026-03-31`. */
export function todayHere(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
