import { newId } from '../../kernel/id.ts';

type Say = <T>(operation: string, input: unknown) => Promise<T>;
type Told = {
  version: number;
  rows: { key: string; label: string; guess: { role: 'team' | 'participant' } | null }[];
};

/** What the people of the focus group do, in the order they speak. */
const parts = ['Employment specialist', 'Employment specialist', 'Peer worker'];

/** Says who speaks in the focus group of a study: three of its participants, and whoever asks. */
export async function tieSpeakers(say: Say, studyId: string | undefined): Promise<void> {
  const { rows } = await say<{ rows: { id: string; pseudonym: string | null }[] }>('evidence.listSources', {
    studyId,
    limit: 100,
  });
  for (const { id } of rows.filter((row) => row.pseudonym === null)) {
    const told = await say<Told>('evidence.listSpeakers', { id });
    const voices = told.rows.filter((row) => row.guess?.role !== 'team');
    if (voices.length < parts.length) continue;
    const speakers = told.rows.map(({ key, label }) => {
      const at = voices.findIndex((one) => one.key === key);
      if (at === -1) return { key, is: 'team' };
      return { key, is: 'new', participantId: newId(), pseudonym: label, part: parts[at] ?? parts[0] };
    });
    await say('evidence.settleSpeakers', { id, version: told.version, speakers });
  }
}
