import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { evidence } from '../../contract.ts';
import type { Turn } from '../../model.ts';
import { asksQuestions } from '../../speakers.ts';
import { bodiesOf, turnsOf, turnsPlace, wholeTurns } from '../keep.ts';
import { insertParticipant } from '../participants/queries.ts';
import { type BodyRow, sourceById } from '../sourceQueries.ts';
import { insertStudySites } from '../studyQueries.ts';
import { keepTurns } from './keepTurns.ts';
import {
  keepSpeakers,
  participantsCalled,
  participantsThere,
  type Settled,
  silenceWithdrawn,
  type SpeakerRow,
  speakersIn,
  updateTurns,
} from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;
type Said = Parameters<Cases['settleSpeakers']>[1]['speakers'][number];

const shownOfWords = 120;

async function textWithSpeakers(tx: Tx, id: string): Promise<BodyRow & { studyId: string }> {
  const row = found(await sourceById(tx, id), 'evidence.noSuchText');
  const { studyId } = row;
  if (row.consent === 'withdrawn' || studyId === null) throw refuse('missing', 'evidence.noSuchText');
  return { ...row, studyId };
}

/** Lists who speaks in a text. */
export const listSpeakers: Cases['listSpeakers'] = async (tx, { id }) => {
  const row = await textWithSpeakers(tx, id);
  const { studyId, version } = row;
  const points = [...found((await bodiesOf(tx, [row]))[0], 'evidence.noSuchText')];
  const bySpeaker = Map.groupBy(await turnsOf(tx, row), keyOf);
  const labels = [...bySpeaker.values()].map((turns) => folded(turns[0]?.speaker ?? ''));
  const known = await speakersIn(tx, id);
  const called = new Map((await participantsCalled(tx, studyId, labels)).map((one) => [one.name, one.id]));
  const rows = [...bySpeaker].map(([key, turns]) => {
    const speaker = known.find((one) => one.id === key);
    const label = turns[0]?.speaker ?? '';
    return {
      key,
      label,
      turns: turns.length,
      characters: turns.reduce((sum, turn) => sum + turn.end - turn.start, 0),
      sample: sampleOf(points, turns[0]),
      role: speaker?.role ?? null,
      participantId: speaker?.participantId ?? null,
      pseudonym: speaker?.pseudonym ?? null,
      guess: guessOf(label, called.get(folded(label))),
    };
  });
  const withdrew = known.flatMap((one) => (one.silent && one.pseudonym !== null ? [one.pseudonym] : []));
  return { id, studyId, version, rows, withdrew: [...new Set(withdrew)] };
};

const folded = (label: string) => label.trim().toLowerCase();

function sampleOf(points: readonly string[], turn: Turn | undefined): string {
  if (turn === undefined) return '';
  const words = points.slice(turn.start, turn.end).join('');
  const said = words.replace(/^[^\n:：\t]{0,80}[:：\t]\s*/u, '');
  return [...(said || words)].slice(0, shownOfWords).join('').trim();
}

function guessOf(label: string, participantId: string | undefined) {
  if (participantId !== undefined) return { role: 'participant' as const, participantId };
  return asksQuestions(label) ? { role: 'team' as const, participantId: null } : null;
}

/** Says who speaks in a text. */
export const settleSpeakers: Cases['settleSpeakers'] = async (tx, input) => {
  const row = await textWithSpeakers(tx, input.id);
  if (row.version !== input.version) throw textChanged(row);
  const [turns = []] = await wholeTurns(tx, [row]);
  const known = await speakersIn(tx, row.id);
  const idOf = idsByKey(turns, known);
  const settled = input.speakers.map((one) =>
    settledAs(one, found(idOf.get(one.key), 'evidence.noSuchSpeaker')),
  );
  if (known.some((one) => one.silent && settled.some(({ id }) => id === one.id)))
    throw refuse('conflict', 'evidence.speakerWithdrew');
  await addNew(tx, row, input.speakers);
  await mustBeThere(tx, row.studyId, settled);
  const said = new Map([...known, ...settled].map((one) => [one.id, one]));
  const all = [...idOf.values()].map((id) => said.get(id) ?? { id, role: null, participantId: null });
  await keepSpeakers(tx, { sourceId: row.id, studyId: row.studyId }, all);
  await nameTurns(tx, row, turns, idOf);
  await silenceWithdrawn(tx, row.id);
  tx.emit('evidence.speakersSettled', row.id, { speakers: settled.length });
  return { id: row.id, version: row.version + 1 };
};

const textChanged = (row: BodyRow) =>
  refuse('conflict', 'evidence.textChanged', { version: row.version, consent: row.consent });

const keyOf = (turn: Turn) => turn.speakerId ?? turn.speaker;

/** The record of each speaker by what names them; new ones where nobody has said yet who speaks. */
function idsByKey(turns: readonly Turn[], known: readonly SpeakerRow[]): Map<string, string> {
  const ids = new Map(known.map(({ id }) => [id, id]));
  for (const turn of turns) if (!ids.has(keyOf(turn))) ids.set(keyOf(turn), turn.speakerId ?? newId());
  return ids;
}

function settledAs(one: Said, id: string): Settled {
  if (one.is === 'team') return { id, role: 'team', participantId: null };
  if (one.is === 'nobody') return { id, role: null, participantId: null };
  return { id, role: 'participant', participantId: one.participantId };
}

async function addNew(
  tx: Tx,
  { studyId, siteId }: { studyId: string; siteId: string | null },
  speakers: readonly Said[],
) {
  for (const one of speakers) {
    if (one.is !== 'new') continue;
    const at = one.siteId ?? siteId;
    if (at !== null) await insertStudySites(tx, studyId, [{ id: newId(), siteId: at }]);
    const made = await insertParticipant(tx, {
      ...{ id: one.participantId, studyId, siteId: at, pseudonym: one.pseudonym, part: one.part ?? null },
      ...{ standing: 'took_part', startedOn: null, token: null, nameTokens: [] },
    });
    if (made === 0) throw refuse('conflict', 'evidence.pseudonymTaken', { pseudonym: one.pseudonym });
  }
}

async function mustBeThere(tx: Tx, studyId: string, settled: readonly Settled[]): Promise<void> {
  const asked = settled.flatMap((one) => one.participantId ?? []);
  const there = await participantsThere(tx, studyId, asked);
  if (asked.some((id) => !there.has(id))) throw refuse('missing', 'evidence.noSuchParticipant');
}

/** Writes into the turns of a text which speaker speaks in each, and where. */
async function nameTurns(
  tx: Tx,
  row: BodyRow,
  turns: readonly Turn[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const named = turns.map((turn) => ({
    ...turn,
    speakerId: found(idOf.get(keyOf(turn)), 'evidence.noSuchSpeaker'),
  }));
  const text = JSON.stringify(named);
  const sealed = await seal(tx, row.id, turnsPlace, row.id, text);
  if ((await updateTurns(tx, { id: row.id, version: row.version, turns: sealed })) === 0)
    throw textChanged(row);
  await keepTurns(tx, row, named);
}
