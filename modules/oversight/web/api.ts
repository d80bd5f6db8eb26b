import { caller } from '../../../kernel/web/call.ts';
import { useWords } from '../../../kernel/web/words.tsx';
import type { oversight } from '../contract.ts';
import words from '../words.json' with { type: 'json' };

/** The typed way to the trail and to failed work. */
export const api = caller<typeof oversight>('oversight');

/** The parts of the application whose doings can be asked for by themselves. */
export const areas = [
  'people',
  'pathway',
  'care',
  'employment',
  'supply',
  'staffing',
  'directory',
  'evidence',
  'coding',
  'learning',
  'network',
  'measures',
  'reports',
  'exchange',
  'identity',
  'oversight',
] as const;

const roles = [
  'steward',
  'coordinator',
  'worker',
  'clinician',
  'lead',
  'evaluator',
  'privacy',
  'funder',
  'system',
  'console',
] as const;

/** Names for what the trail holds in codes: the part of the application behind an operation, a role. */
export function useNames() {
  const t = useWords(words);
  return {
    area: (operation: string) => {
      const found = areas.find((area) => operation.startsWith(`${area}.`));
      return found === undefined ? t('area.other') : t(`area.${found}`);
    },
    role: (code: string) => {
      const found = roles.find((role) => role === code);
      return found === undefined ? code : t(`role.${found}`);
    },
  };
}

/** A random id short enough to tell two apart at a glance. */
export const short = (id: string) => id.slice(-6);
