import { join } from 'node:path';
import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';

const notHeard = [
  { pseudonym: 'Y-09', part: 'Nurse', standing: 'declined' },
  { pseudonym: 'Y-10', part: 'Physician', standing: 'missing' },
  { pseudonym: 'Y-11', part: 'Peer worker', standing: 'missing' },
  { pseudonym: 'Y-12', part: 'Manager', standing: 'invited' },
] as const;

/** The survey after a year: who answered with its variables, and who was asked and did not. */
export async function hearSurvey(installation: Installation, actor: Actor, study: string): Promise<void> {
  const say = <T>(operation: string, input: unknown, path?: string) =>
    ask<T>(installation, { actor, operation, input, files: path === undefined ? [] : [{ path }] });
  const file = join(import.meta.dirname, 'voices', 'one-year.csv');
  await say('evidence.importSurvey', { study, title: 'After a year', occasion: 'year' }, file);
  const { rows } = await say<{ rows: { id: string; code: string }[] }>('evidence.listStudies', {});
  const studyId = rows.find(({ code }) => code === study)?.id;
  for (const one of notHeard) await say('evidence.addParticipant', { id: newId(), studyId, ...one });
}
