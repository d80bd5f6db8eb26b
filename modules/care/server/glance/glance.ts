import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { theClient } from '../../../pathway/server/index.ts';
import type { care } from '../../contract.ts';
import { gapsOf } from '../../model.ts';
import { alertLines } from '../crisis/alerts.ts';
import { countRecord, lastByTeam } from './queries.ts';

/** How many characters of a note a glance shows. */
const most = 160;

const shortened = (text: string | null | undefined) =>
  text && text.length > most ? `${text.slice(0, most).trimEnd()}…` : (text ?? null);

/** One client at a glance. */
export const glance: UseCases<typeof care.operations>['glance'] = async (tx, { clientId }) => {
  await theClient(tx, clientId);
  const { planReviewedOn, ...counted } = await countRecord(tx, clientId);
  const last = await lastByTeam(tx, clientId);
  const alerts = await alertLines(tx, clientId);
  const notes = await openMany(
    tx,
    last.map((row) => ({ subjectId: clientId, place: 'care.contact.note', rowId: row.id, bytes: row.note })),
  );
  const names = await namesOf(
    tx,
    last.map((row) => row.authorId),
  );
  return {
    alerts,
    last: last.map(({ authorId, note: _note, ...row }, index) => ({
      ...row,
      authorName: names.get(authorId) ?? '',
      occurredAt: row.occurredAt.toISOString(),
      words: shortened(notes[index]),
    })),
    planReviewedOn,
    gaps: gapsOf({ ...counted, pressing: alerts.some((alert) => alert.level !== 'watch') }),
  };
};
