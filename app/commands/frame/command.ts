import { resolve } from 'node:path';
import { Command as Program } from 'commander';
import { z } from 'zod';
import type { Actor } from '../../../kernel/server/scope.ts';
import { type Config, readConfig } from '../../config.ts';
import { type Installation, openInstallation } from '../../installation.ts';
import { ask, type AskedFile, consoleActor } from './console.ts';
import { exitCode, sentenceFor } from './failure.ts';
import { type Progress, progressOn } from './progress.ts';

/** What a command answers: lines for people, an object for machines (`--json`). `failed` exits with 1. */
export type Said = { readonly text: string; readonly json: object; readonly failed?: boolean };

/** What a command is given besides its input. */
export type Context = {
  readonly config: Config;
  /** Opens the installation (once): beside a running server, or starting its database for as long as the command runs. */
  readonly open: (purpose?: 'server' | 'command') => Promise<Installation>;
  /** The console acting in a community (by its code; the only one when left out) with the given roles everywhere in it. */
  readonly actor: (roles: readonly string[], community?: string) => Promise<Actor>;
  /** Asks an operation (`care.listContacts`) as the HTTP door would: permission, contract, transaction, audit. */
  readonly ask: <T>(
    actor: Actor,
    operation: string,
    input: unknown,
    files?: readonly AskedFile[],
  ) => Promise<T>;
  /** Tells the person at the terminal, on stderr. */
  readonly say: (sentence: string) => void;
  readonly progress: (label: string) => Progress;
  /** Aborted by Ctrl-C or a request to end. */
  readonly signal: AbortSignal;
};

/** A command of `tributary`. `words` is `import text <files...>`; its arguments and options reach `run` by name, checked by `input`. */
export type Definition<I extends z.ZodType> = {
  readonly words: string;
  readonly about: string;
  readonly options?: readonly (readonly [flags: string, about: string, fallback?: string | boolean])[];
  readonly more?: string;
  readonly input: I;
  /** Ends by itself when `signal` aborts; other commands are closed for them. */
  readonly endsItself?: true;
  readonly run: (context: Context, input: z.output<I>) => Promise<Said | undefined>;
};

/** Adds itself to the program. */
export type Command = (program: Program) => void;

const groups: Readonly<Record<string, string>> = {
  import: 'Brings records in from files.',
  export: 'Writes records out to files.',
  user: 'Accounts of people who sign in.',
  keys: 'The keys that seal what names people.',
  audit: 'The trail of who did what.',
};

/** Finds or makes the group a command belongs to: `import` of `import text`. */
function groupOf(program: Program, path: readonly string[]): Program {
  return path.reduce((parent, name) => {
    const known = parent.commands.find((one) => one.name() === name);
    return known ?? parent.command(name).description(groups[name] ?? '');
  }, program);
}

/** Makes a command of the command line: `export const matrix = command({ words: 'matrix', … })`. */
export function command<I extends z.ZodType>(definition: Definition<I>): Command {
  return (program) => {
    const words = definition.words.split(' ');
    const path = words.filter((word) => /^[a-z]/.test(word));
    const leaf = groupOf(program, path.slice(0, -1))
      .command(path.at(-1) ?? '')
      .description(definition.about);
    for (const word of words.slice(path.length)) leaf.argument(word);
    for (const [flags, about, fallback] of definition.options ?? []) leaf.option(flags, about, fallback);
    leaf.option('--data <folder>', 'the folder that holds everything (default: ./data)');
    leaf.option('--json', 'answer with one JSON object');
    if (definition.more) leaf.addHelpText('after', `\n${definition.more}`);
    leaf.action(async () => {
      const named = leaf.registeredArguments.map((argument, index) => [
        argument.name(),
        leaf.processedArgs[index] as unknown,
      ]);
      await execute(definition, { ...leaf.opts(), ...Object.fromEntries(named) }, leaf);
    });
  };
}

async function execute<I extends z.ZodType>(
  definition: Definition<I>,
  given: Record<string, unknown>,
  leaf: Program,
): Promise<void> {
  const { json, data } = z
    .object({ json: z.boolean().default(false), data: z.string().optional() })
    .parse(given);
  const parsed = definition.input.safeParse(given);
  if (!parsed.success)
    leaf.error(
      `error: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  const config = readConfig();
  const { context, close } = contextFor(
    data === undefined ? config : { ...config, dataDir: resolve(data) },
    definition.endsItself ?? false,
  );
  try {
    const said = await definition.run(context, parsed.data as z.output<I>);
    if (said) process.stdout.write(json ? `${JSON.stringify(said.json)}\n` : said.text && `${said.text}\n`);
    process.exitCode = said?.failed ? exitCode.failed : exitCode.done;
  } catch (reason) {
    const failure = sentenceFor(reason);
    if (json) process.stdout.write(`${JSON.stringify({ error: failure })}\n`);
    else process.stderr.write(`${failure.sentence}\n`);
    process.exitCode = exitCode.failed;
  } finally {
    await close();
  }
}

function contextFor(config: Config, endsItself: boolean): { context: Context; close: () => Promise<void> } {
  const stopping = new AbortController();
  let opened: Promise<Installation> | undefined;
  const say = (sentence: string) => void process.stderr.write(`${sentence}\n`);
  const close = async () => {
    await (await opened?.catch(() => undefined))?.close();
    process.removeListener('SIGINT', interrupt).removeListener('SIGTERM', interrupt);
  };
  const leave = (code: number) => void close().finally(() => process.exit(code));
  const interrupt = () => {
    if (stopping.signal.aborted || !endsItself) leave(exitCode.interrupted);
    stopping.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  const open: Context['open'] = (purpose = 'command') => {
    const { dataDir, databaseUrl, archive } = config;
    const onLost = (failure: Error) => {
      say(failure.message);
      process.exit(exitCode.failed);
    };
    opened ??= openInstallation({
      dataDir,
      databaseUrl,
      purpose,
      say,
      onLost,
      archive: archive ? { folder: archive } : undefined,
    });
    return opened;
  };
  const context: Context = {
    config,
    open,
    say,
    signal: stopping.signal,
    progress: (label) => progressOn(process.stderr, label),
    actor: async (roles, community) => consoleActor(await open(), roles, community),
    ask: async (actor, operation, input, files) =>
      ask(await open(), { actor, operation, input, files: files ?? [] }),
  };
  return { context, close };
}
