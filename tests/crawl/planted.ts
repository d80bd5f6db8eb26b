import { z } from 'zod';
import { command, contract, download, query } from '../../kernel/contract.ts';
import { Id } from '../../kernel/fields.ts';
import { refuse } from '../../kernel/refusal.ts';
import { serve } from '../../kernel/server/module.ts';
import type { Tx } from '../../kernel/server/scope.ts';
import { sql } from '../../kernel/server/sql.ts';

/** What lets the planted module see past its rights: a view that runs as its owner, and a table whose policy lets everybody in. */
export const loosen = `create view learning.planted as select id, statement from learning.factor;
  grant select on learning.planted to tributary_app; select kernel.guard('care.goal', 'true');
  select kernel.guard('care.history', 'true')`;

const words = {
  'refusal.no': { en: 'No.', fr: 'Non.' },
  'refusal.gone': { en: 'Gone.', fr: 'Introuvable.' },
};
const everything = (tx: Tx) =>
  tx.many<{ id: string; statement: string }>(sql`select id, statement from learning.planted`);

const leaky = contract('planted', {
  tell: query({
    about: 'Tells everybody everything.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: Id, statement: z.string() })) }),
  }),
  complain: query({
    about: 'Tells it in the facts of a refusal.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({}),
  }),
  carry: download({
    about: 'Tells it in a header.',
    who: 'signed-in',
    input: z.object({}),
    output: z.never(),
  }),
  betray: query({
    about: 'Tells an id that is somewhere from one that is nowhere.',
    who: 'signed-in',
    input: z.object({ factorId: Id }),
    output: z.object({}),
  }),
  touch: command({
    about: 'Changes anybody’s goal.',
    who: 'signed-in',
    input: z.object({ goalId: Id }),
    output: z.object({}),
  }),
});

/** A module that leaks in every way the crawl must find. */
export const plantedServer = serve(
  leaky,
  {
    tell: async (tx) => ({ rows: await everything(tx) }),
    complain: async (tx) => {
      throw refuse('conflict', 'planted.no', { current: await everything(tx) });
    },
    carry: async (tx) => {
      const name = (await everything(tx)).map((row) => row.statement).join('-');
      return { name, type: 'text/plain', render: async () => new Uint8Array() };
    },
    betray: async (tx, { factorId }) => {
      if ((await everything(tx)).some((row) => row.id === factorId)) throw refuse('conflict', 'planted.no');
      throw refuse('missing', 'planted.gone');
    },
    touch: async (tx, { goalId }) => {
      await tx.run(sql`update care.goal set version = version + 1 where id = ${goalId}`);
      return {};
    },
  },
  { words },
);
