import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const tally = { passed: 0, failed: 0 };
const failures: string[] = [];

function count(what: string, held: boolean): void {
  tally[held ? 'passed' : 'failed'] += 1;
  if (!held) failures.push(what);
}

/** Runs one of our tools under this very Node, as a person would see it; gives whether it was content and what it wrote. */
function tool(
  words: readonly string[],
  show = true,
  extra: Record<string, string> = {},
): { content: boolean; written: string } {
  const [file = '', ...rest] = words;
  const done = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, file), ...rest],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...extra },
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64_000_000,
    },
  );
  return { content: done.status === 0, written: `${done.stdout ?? ''}${done.stderr ?? ''}` };
}

function check(what: string, words: readonly string[]): string {
  const began = performance.now();
  const { content, written } = tool(words, false);
  console.log(`${content ? '✓' : '✗'} ${what} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (!content) console.log(written.split('\n').slice(0, 120).join('\n'));
  count(what, content);
  return written;
}

const sourceFiles = () =>
  execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((name) => name && !name.startsWith('script/canary/')).length;

/** Lint has to have read every file, with its types: it reads the number of files back, and a planted fault has to be found. */
function lint(): void {
  const oxlint = 'node_modules/oxlint/bin/oxlint';
  const written = check('lint', [oxlint, '--type-aware', '--quiet', '-c', '.oxlintrc.json']);
  const looked = Number(/on (\d+) files/.exec(written)?.[1] ?? 0);
  const wanted = Math.floor(sourceFiles() * 0.95);
  console.log(`  looked at ${looked} files`);
  count(`lint looked at ${looked} of ${wanted} files`, looked >= wanted);
  const planted = tool(
    [oxlint, '--type-aware', '--quiet', '-c', 'script/canary/oxlintrc.json', 'script/canary'],
    false,
  );
  count(
    'lint finds the planted dropped promise',
    !planted.content && planted.written.includes('no-floating-promises'),
  );
}

function checks(): void {
  check('format', ['node_modules/@biomejs/biome/bin/biome', 'format', '--max-diagnostics=8', '.']);
  lint();
  check('types', ['node_modules/typescript/bin/tsc', '--noEmit']);
}

type Report = {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
};

/** Runs tests and counts their cases; a file that does not load is one failure. */
function tests(name: string, words: readonly string[], extra: Record<string, string> = {}): void {
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  const { content } = tool(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...words,
    ],
    true,
    extra,
  );
  let report: Report = { testResults: [] };
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return count(`${name}: no report`, false);
  }
  const before = tally.failed;
  for (const { name: path, status, assertionResults } of report.testResults) {
    if (assertionResults.length === 0 && status === 'failed') count(`${path} did not load`, false);
    for (const one of assertionResults)
      if (one.status === 'passed' || one.status === 'failed')
        count(`${path}: ${one.fullName}`, one.status === 'passed');
  }
  if (!content && tally.failed === before) count(`${name}: an error outside the tests`, false);
}

function build(): boolean {
  const { content, written } = tool(['script/web.ts'], false);
  if (!content) console.log(written);
  count('pages are built', content);
  return content;
}

function journeys(): void {
  try {
    const extra = { CHROMIUM_PATH: findChromium() };
    if (build()) tests('journeys', ['--project', 'journeys'], extra);
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    count('a browser for the journeys', false);
  }
}

function crash(): void {
  count('nothing is lost in five kills', tool(['script/crash.ts', '--rounds', '5']).content);
  count('the unsafe setting is seen to lose', tool(['script/crash.ts', '--rounds', '8', '--canary']).content);
}

const parts: Readonly<Record<string, () => void>> = {
  checks,
  unit: () => tests('unit', ['--project', 'unit', '--project', 'screen']),
  db: () => tests('db', ['--project', 'db']),
  journeys,
  crash,
};

mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
if (wanted.length === 0) for (const part of Object.values(parts)) part();
else if (wanted.every((name) => name in parts)) for (const name of wanted) parts[name]?.();
else if (wanted.some((name) => name.includes('journeys')))
  tests('files', wanted, { CHROMIUM_PATH: findChromium() });
else tests('files', wanted);

for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 ? 0 : 1;
