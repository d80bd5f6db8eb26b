import pg from 'pg';
import utils from 'pg/lib/utils.js';
import { nameFor } from './statements.ts';

/** A statement with its numbered parameters; of a silent one nobody reads the rows, so that they are not described either. */
export type Statement = {
  readonly text: string;
  readonly values?: readonly unknown[];
  readonly silent?: boolean;
};

type Wire = pg.Connection & {
  parsedStatements: Record<string, string>;
  submittedNamedStatements: Record<string, string>;
  sync(): void;
};
type Named = Statement & { readonly name: string };
type Answer = pg.QueryResult & {
  addFields(fields: unknown): void;
  parseRow(fields: unknown): Record<string, unknown>;
  addRow(row: unknown): void;
  addCommandComplete(message: unknown): void;
};
type Done = (reason: Error | null, results?: pg.QueryResult[]) => void;

/**
 * Several statements in one round trip, each with kept plans: the driver sends one and waits. The first that fails ends the
 * batch, and those after it are not run. It speaks the driver's interface for foreign queries (as its cursors do).
 */
class Batch {
  callback: Done = () => undefined;
  readonly #statements: readonly Named[];
  readonly #results: Answer[] = [];
  #current: Answer = emptyAnswer();

  constructor(statements: readonly Statement[]) {
    this.#statements = statements.map((one) => ({ ...one, name: nameFor(one.text) ?? '' }));
  }

  /** Which statement is being answered: the driver notes it as parsed. */
  get name(): string {
    return this.#statements[this.#results.length]?.name ?? '';
  }
  get text(): string {
    return this.#statements[this.#results.length]?.text ?? '';
  }

  submit(connection: Wire): null {
    connection.stream.cork();
    try {
      for (const { name, text, values, silent } of this.#statements) {
        const known =
          name !== '' && (connection.parsedStatements[name] ?? connection.submittedNamedStatements[name]);
        if (known !== text) {
          connection.parse({ name, text, types: [] }, true);
          if (name !== '') connection.submittedNamedStatements[name] = text;
        }
        const bound = { portal: '', statement: name, values: [...(values ?? [])], binary: false };
        connection.bind({ ...bound, valueMapper: utils.prepareValue } as never, true);
        if (silent !== true) connection.describe({ type: 'P', name: '' } as never, true);
        connection.execute({ portal: '', rows: 0 } as never, true);
      }
      connection.sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: { fields: unknown }): void {
    this.#current.addFields(message.fields);
  }
  handleDataRow(message: { fields: unknown }): void {
    if (this.#statements[this.#results.length]?.silent === true) return;
    this.#current.addRow(this.#current.parseRow(message.fields));
  }
  handleCommandComplete(message: unknown): void {
    this.#current.addCommandComplete(message);
    this.#results.push(this.#current);
    this.#current = emptyAnswer();
  }
  handleReadyForQuery(): void {
    this.callback(null, this.#results);
  }
  handleError(reason: Error, connection: Wire): void {
    for (const { name } of this.#statements) delete connection.submittedNamedStatements[name];
    this.callback(reason);
  }
}

const emptyAnswer = (): Answer => new pg.Result('', pg.types) as never;

/** Runs statements in one round trip and gives their results in order; rejects with the first failure. */
export function runBatch(client: pg.PoolClient, statements: readonly Statement[]): Promise<pg.QueryResult[]> {
  return new Promise((resolve, reject) => {
    const batch = new Batch(statements);
    batch.callback = (reason, results) => (reason ? reject(reason) : resolve(results ?? []));
    client.query(batch as never);
  });
}
