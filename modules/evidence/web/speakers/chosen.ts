import { newId } from '../../../../kernel/id.ts';
import type { Speaker } from '../../contract.ts';
import type { api } from '../api.ts';
import { standsForAName } from '../../speakers.ts';

/** What a person has chosen a speaker to be. */
export type Chosen = {
  readonly is: 'nobody' | 'team' | 'participant' | 'new';
  readonly participantId: string;
  readonly pseudonym: string;
  readonly part: string;
};

type Sent = Parameters<typeof api.settleSpeakers>[0]['speakers'][number];

const nobody: Chosen = { is: 'nobody', participantId: '', pseudonym: '', part: '' };

/** What is known of a speaker already, as a choice. */
export function chosenFrom(row: Speaker): Chosen {
  if (row.participantId !== null) return { ...nobody, is: 'participant', participantId: row.participantId };
  return row.role === 'team' ? { ...nobody, is: 'team' } : nobody;
}

/** What the label proposes, as a choice; nothing where it proposes nothing. */
export function guessed({ guess }: Speaker): Chosen | undefined {
  if (guess === null) return undefined;
  return guess.participantId === null
    ? { ...nobody, is: 'team' }
    : { ...nobody, is: 'participant', participantId: guess.participantId };
}

/** A new participant; a label that is a code serves as their pseudonym, a name never does by itself. */
export function newcomer(label: string): Chosen {
  return {
    is: 'new',
    participantId: newId(),
    pseudonym: standsForAName(label) ? label.trim() : '',
    part: '',
  };
}

/** A choice as it is sent; nothing where nothing was chosen yet. */
export function saidOf(key: string, one: Chosen | undefined): Sent[] {
  if (one === undefined) return [];
  const { is, participantId, pseudonym } = one;
  if (is === 'participant') return [{ key, is, participantId }];
  if (is !== 'new') return [{ key, is }];
  const part = one.part.trim();
  return [{ key, is, participantId, pseudonym, ...(part === '' ? {} : { part }) }];
}
