import { join } from 'node:path';
import { newId } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/server/scope.ts';
import { ask } from '../commands/frame/console.ts';
import type { Installation } from '../installation.ts';
import { tieSpeakers } from './speakers.ts';

const notHeard = [
  { pseudonym: 'Y-09', part: 'Nurse', standing: 'declined' },
  { pseudonym: 'Y-10', part: 'Physician', standing: 'missing' },
  { pseudonym: 'Y-11', part: 'Peer worker', standing: 'missing' },
  { pseudonym: 'Y-12', part: 'Manager', standing: 'invited' },
] as const;

/** The survey after a year: who answered with its variables, who was asked and did not, and on which shift those work who were interviewed. */
export async function hearSurvey(installation: Installation, actor: Actor, study: string): Promise<void> {
  const say = <T>(operation: string, input: unknown, path?: string) =>
    ask<T>(installation, { actor, operation, input, files: path === undefined ? [] : [{ path }] });
  const file = join(import.meta.dirname, 'voices', 'one-year.csv');
  await say('evidence.importSurvey', { study, title: 'After a year', occasion: 'year' }, file);
  const { rows } = await say<{ rows: { id: string; code: string }[] }>('evidence.listStudies', {});
  const studyId = rows.find(({ code }) => code === study)?.id;
  for (const one of notHeard) await say('evidence.addParticipant', { id: newId(), studyId, ...one });
  await tieSpeakers(say, studyId);
  const asked = await say<Asked>('evidence.listParticipants', { studyId });
  const shift = asked.variables.find(({ name }) => name === 'Shift');
  const interviewed = asked.rows.filter(
    ({ standing, values }) => standing === 'took_part' && values.length === 0,
  );
  for (const [index, { id }] of interviewed.entries()) {
    const value = shift?.choices[index % shift.choices.length];
    const known = { participantId: id, variableId: shift?.id, value };
    await say('evidence.setValue', { id: newId(), ...known });
  }
}

type Asked = {
  variables: { id: string; name: string; choices: string[] }[];
  rows: { id: string; standing: string; values: unknown[] }[];
};
