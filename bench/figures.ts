import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import { root } from '../app/installation.ts';

/** One measured figure: what, how much, beside the floor of the same run, and the aim it is held against. */
export type Figure = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly floor?: number | undefined;
  readonly aim?: string | undefined;
};

const file = join(root, 'bench', 'history.csv');

const round = (value: number) => Math.round(value * 100) / 100;

/** `--try` prints figures and keeps none: for a machine that is busy with something else. */
const trying = process.argv.includes('--try');

/** Prints figures and appends them to the history with the commit, the day and the machine. */
export function keep(figures: readonly Figure[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const machine = `${platform()}-${arch()} ${cpus().length} cores`;
  const day = new Date().toISOString().slice(0, 10);
  if (!trying && !existsSync(file))
    writeFileSync(file, 'day,commit,machine,what,value,unit,floor,ratio,aim\n');
  for (const { what, value, unit, floor, aim } of figures) {
    const ratio = floor ? round(value / floor) : '';
    process.stdout.write(
      `${what.padEnd(58)} ${String(round(value)).padStart(10)} ${unit.padEnd(10)}${floor ? ` floor ${round(floor)} (${ratio}×)` : ''}${aim ? `  aim: ${aim}` : ''}\n`,
    );
    if (trying) continue;
    appendFileSync(
      file,
      `${[day, commit, machine, what, round(value), unit, floor ? round(floor) : '', ratio, aim ?? ''].map((cell) => `"${String(cell)}"`).join(',')}\n`,
    );
  }
}
