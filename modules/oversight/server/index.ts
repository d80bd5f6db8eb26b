import { cutPage } from '../../../kernel/page.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { serve } from '../../../kernel/server/module.ts';
import { namesOf } from '../../identity/server/index.ts';
import { oversight } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import { giveOpened, openedForClient, takeOpened } from './opened.ts';
import * as rows from './queries.ts';

const cursorShape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f-]{36})$/;

function readCursor(cursor: string | undefined): { at: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = cursorShape.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw refuse('invalid', 'oversight.noSuchPage');
  return { at, id };
}

const ids = (of: readonly { accountId: string | null }[]) => of.flatMap(({ accountId }) => accountId ?? []);

/** The privacy officer's desk, as the server keeps it. */
export const oversightServer = serve(
  oversight,
  {
    readTrail: async (tx, { after, limit, ...by }) => {
      const found = await rows.trail(tx, by, { after: readCursor(after), limit });
      const names = await namesOf(tx, ids(found));
      const { rows: shown, next } = cutPage(found, limit, (row) => `${row.at} ${row.id}`);
      const { clientId, ...others } = by;
      tx.note({
        operation: 'oversight.readTrail',
        action: 'read',
        subjects: clientId === undefined ? [] : [clientId],
        facts: { ...others, lines: shown.length },
      });
      return {
        rows: shown.map((row) => ({ ...row, name: names.get(row.accountId ?? '') ?? null })),
        ...(next === undefined ? {} : { next }),
      };
    },
    whoOpened: async (tx, { clientId }) => {
      const found = await rows.openings(tx, clientId);
      const names = await namesOf(tx, ids(found));
      return { people: found.map((row) => ({ ...row, name: names.get(row.accountId ?? '') ?? null })) };
    },
    listActors: async (tx) => {
      const names = await namesOf(
        tx,
        (await rows.accounts(tx)).map(({ id }) => id),
      );
      const people = [...names].map(([id, name]) => ({ id, name }));
      return { people: people.sort((left, right) => left.name.localeCompare(right.name, tx.actor.locale)) };
    },
    chainState: async (tx) => {
      const [block, waiting] = [await rows.lastBlock(tx), await rows.waiting(tx)];
      return { block: block ?? null, waiting: waiting?.events ?? 0, waitingSince: waiting?.since ?? null };
    },
    failedJobs: async (tx) => ({ jobs: await rows.failedJobs(tx) }),
    retryJob: async (tx, { id }) => {
      if (!(await rows.retry(tx, id))) throw refuse('missing', 'oversight.noSuchJob');
      return { id, version: 1 };
    },
    openedForClient,
    giveOpened,
    takeOpened,
  },
  { words },
);
