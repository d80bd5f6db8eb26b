import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { calledNames, theClient } from '../../../pathway/server/index.ts';
import type { DueLine } from '../../asks/forms.ts';
import type { care } from '../../contract.ts';
import { dueNow } from '../../forms/due.ts';
import { todayHere } from '../contactQueries.ts';
import { type Forms, formsOf } from './bank.ts';
import { filledLines } from './fill.ts';
import { type FilledRow, filledOf, mayAsk, myStays, type StayRow, staysOf } from './fillQueries.ts';

type Cases = UseCases<typeof care.operations>;

/** How many clients are looked through for the day, how many lines are weighed, and how many the day shows. */
const most = { clients: 200, lines: 36, shown: 6 };

type Line = Omit<DueLine, 'clientName'>;

/** What is to be asked in these stays, the longest due first, each form once a client; forms of a class the actor may not see are left out. */
async function dueIn(
  tx: Tx,
  asked: { forms: Forms; stays: readonly StayRow[]; filled: readonly FilledRow[]; today: string },
): Promise<Line[]> {
  const seen = new Set<string>();
  const filled = Map.groupBy(asked.filled, (row) => `${row.clientId} ${row.formKey}`);
  const lines = asked.stays.flatMap((stay) =>
    asked.forms.latest.flatMap((form) => {
      const { clientId, programCode, organisationId } = stay;
      const once = `${clientId} ${form.key}`;
      const mine = filled.get(once) ?? [];
      const days = mine.filter((row) => row.state === 'complete').map((row) => row.askedOn);
      const due = dueNow(form, stay, days, asked.today);
      if (due === undefined || seen.has(once)) return [];
      seen.add(once);
      const begunId = mine.find((row) => row.state === 'begun')?.id ?? null;
      const line = { clientId, formKey: form.key, name: form.name, programCode, ...due, begunId };
      return [{ line, about: { clientId, organisationId, dataClass: form.dataClass } }];
    }),
  );
  const first = lines
    .sort((left, right) => left.line.from.localeCompare(right.line.from))
    .slice(0, most.lines);
  const may = await mayAsk(
    tx,
    first.map((one) => one.about),
  );
  return first.filter((_, index) => may[index]).map((one) => one.line);
}

/** The first lines whose client's name may be seen, as many as the day shows; names are opened for no more than are needed. */
async function namedLines(tx: Tx, lines: readonly Line[]): Promise<DueLine[]> {
  const shown: DueLine[] = [];
  for (let from = 0; from < lines.length && shown.length < most.shown; from += most.shown) {
    const some = lines.slice(from, from + most.shown);
    const nameOf = await calledNames(
      tx,
      some.map((line) => line.clientId),
    );
    for (const line of some) {
      const clientName = nameOf(line.clientId);
      if (clientName !== '') shown.push({ ...line, clientName });
    }
  }
  return shown.slice(0, most.shown);
}

/** What is to be asked of the clients one works with: one form a client, the longest due first. */
export const formsToAsk: Cases['formsToAsk'] = async (tx) => {
  const forms = await formsOf(tx);
  const stays = await myStays(tx, most.clients);
  const filled = await filledOf(tx, [...new Set(stays.map((stay) => stay.clientId))]);
  const lines = await dueIn(tx, { forms, stays, filled, today: await todayHere(tx) });
  const first = lines.filter(
    (line, index) => lines.findIndex((one) => one.clientId === line.clientId) === index,
  );
  return { rows: await namedLines(tx, first) };
};

/** The forms of one client. */
export const clientForms: Cases['clientForms'] = async (tx, { clientId }) => {
  await theClient(tx, clientId);
  const forms = await formsOf(tx);
  const stays = await staysOf(tx, clientId);
  const filled = await filledOf(tx, [clientId]);
  const due = await dueIn(tx, { forms, stays, filled, today: await todayHere(tx) });
  const clientName = (await calledNames(tx, [clientId]))(clientId);
  const programs = new Set(stays.map((stay) => stay.programCode));
  const fits = (keys: readonly string[]) =>
    keys.length === 0 || programs.size === 0 || keys.some((key) => programs.has(key));
  return {
    due: due.map((line) => ({ ...line, clientName })),
    filled: await filledLines(tx, forms, filled),
    offered: forms.latest
      .filter((form) => fits(form.programs))
      .map(({ key, name, purpose }) => ({ key, name, purpose })),
  };
};
