import pg from 'pg';
import { serialize } from 'pg-protocol';
import utils from 'pg/lib/utils.js';
import { nameFor } from './statements.ts';

/** A statement with its numbered parameters; of a silent one nobody reads the rows, so that they are not described either. */
export type Statement = {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly silent?: boolean;
};

/** What a statement gave: its rows (none of a silent one), how many rows it touched, and which command it was. */
export type Answer = {
  readonly rows: Record<string, unknown>[];
  readonly rowCount: number;
  readonly command: string;
};

type Wire = pg.Connection & {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
};
type Field = { readonly name: string; readonly dataTypeID: number };
type Column = { readonly name: string; readonly parse: (value: string) => unknown };
type Named = Statement & { readonly name: string };
type Done = (reason: Error | null, answers?: Answer[]) => void;

/** What the rows of kept plans look like, by connection and plan: described once. A plan whose rows have changed fails (0A000), and its connection is closed. */
const described = new WeakMap<Wire, Map<string, readonly Column[]>>();

function shapesOf(connection: Wire): Map<string, readonly Column[]> {
  const known = described.get(connection);
  if (known !== undefined) return known;
  const made = new Map<string, readonly Column[]>();
  described.set(connection, made);
  return made;
}

const { prepareValue } = utils;
const nothing: readonly Column[] = [];

/**
 * Several statements in one round trip, each with kept plans: the driver sends one and waits. The first that fails ends the
 * batch, and those after it are not run. It speaks the driver's interface for foreign queries (as its cursors do).
 */
class Batch {
  callback: Done = () => undefined;
  readonly #statements: readonly Named[];
  readonly #answers: Answer[] = [];
  #shapes = new Map<string, readonly Column[]>();
  #columns: readonly Column[] | undefined;
  #rows: Record<string, unknown>[] = [];

  constructor(statements: readonly Statement[]) {
    this.#statements = statements.map((one) => ({ ...one, name: nameFor(one.text) ?? '' }));
  }

  /** Which statement is being answered: the driver notes it as parsed. */
  get name(): string {
    return this.#statements[this.#answers.length]?.name ?? '';
  }
  get text(): string {
    return this.#statements[this.#answers.length]?.text ?? '';
  }

  /** Sends everything or, where a value cannot be written, nothing. */
  submit(connection: Wire): Error | null {
    this.#shapes = shapesOf(connection);
    try {
      connection.stream.write(Buffer.concat(this.#messages(connection)));
      return null;
    } catch (reason) {
      return reason instanceof Error ? reason : new Error(String(reason));
    }
  }

  #messages(connection: Wire): Buffer[] {
    const messages: Buffer[] = [];
    for (const { name, text, values, silent } of this.#statements) {
      const known =
        name !== '' && (connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]);
      if (known !== text) {
        messages.push(serialize.parse({ name, text, types: [] }));
        if (name !== '') connection.submittedNamedStatements[name] = text;
      }
      messages.push(
        serialize.bind({ statement: name, values: [...(values ?? [])], valueMapper: prepareValue }),
      );
      if (silent !== true && !this.#shapes.has(name)) messages.push(serialize.describe({ type: 'P' }));
      messages.push(serialize.execute());
    }
    messages.push(serialize.sync());
    return messages;
  }

  handleRowDescription(message: { fields: readonly Field[] }): void {
    this.#columns = message.fields.map(({ name, dataTypeID }) => ({
      name,
      parse: pg.types.getTypeParser(dataTypeID, 'text'),
    }));
    if (this.name !== '') this.#shapes.set(this.name, this.#columns);
  }
  handleDataRow(message: { fields: readonly (string | null)[] }): void {
    if (this.#statements[this.#answers.length]?.silent === true) return;
    const columns = this.#columns ?? this.#shapes.get(this.name) ?? nothing;
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, parse }, at) => {
      const value = message.fields[at] ?? null;
      row[name] = value === null ? null : parse(value);
    });
    this.#rows.push(row);
  }
  /** The tag says what was done and, last, to how many rows: `INSERT 0 1`, `SELECT 3`, `COMMIT`. */
  handleCommandComplete(message: { text: string }): void {
    const words = message.text.split(' ');
    this.#answers.push({ rows: this.#rows, rowCount: Number(words.at(-1)) || 0, command: words[0] ?? '' });
    this.#rows = [];
    this.#columns = undefined;
  }
  handleReadyForQuery(): void {
    this.callback(null, this.#answers);
  }
  handleError(reason: Error, connection: Wire): void {
    for (const { name } of this.#statements) delete connection.submittedNamedStatements[name];
    this.callback(reason);
  }
}

/** Runs statements in one round trip and gives their answers in order; rejects with the first failure, which then says who asked. */
export async function runBatch(
  client: pg.PoolClient,
  statements: readonly Statement[],
): Promise<readonly Answer[]> {
  try {
    return await new Promise((resolve, reject) => {
      const batch = new Batch(statements);
      batch.callback = (reason, answers) => (reason ? reject(reason) : resolve(answers ?? []));
      client.query(batch as never);
    });
  } catch (reason) {
    if (reason instanceof Error) Error.captureStackTrace(reason);
    throw reason;
  }
}
