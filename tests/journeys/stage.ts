import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import shell from '../../app/web/words.json' with { type: 'json' };
import { demoPassword } from '../../app/demo/found.ts';
import { root } from '../../app/installation.ts';
import { type Fill, type Locale, say, type Words } from '../../kernel/words.ts';
import words from '../../modules/identity/words.json' with { type: 'json' };

/** Says one module's words in one language. */
export function sayer<const W extends Words>(
  words: W,
  locale: Locale,
): (key: keyof W & string, fill?: Fill) => string {
  return (key, fill = {}) => say(words, key, locale, fill);
}

/** Opens the browser of the journeys. */
export async function openBrowser(): Promise<Browser> {
  expect(existsSync(join(root, 'dist', 'web', 'index.html')), 'the pages are built').toBe(true);
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

const flags = ['--disable-warning=ExperimentalWarning', join(root, 'app/commands.ts')];

function run(data: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...flags, ...args, '--data', data], {
    env: { PATH: process.env['PATH'] ?? '', HOME: data, TRIBUTARY_DEVELOPMENT: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A real server on a demo network of its own, as a person starts it. */
export type DemoServer = {
  readonly address: string;
  readonly data: string;
  readonly faults: () => string;
  readonly close: () => Promise<void>;
};

/** Makes a small demo network and starts a server on it. */
export async function demoServer(clients: number): Promise<DemoServer> {
  const data = await mkdtemp(join(tmpdir(), 'tributary-journey-'));
  const making = run(data, ['demo', '--clients', String(clients)]);
  let told = '';
  making.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  const code = await new Promise((resolve) => making.once('close', resolve));
  expect(code, told).toBe(0);
  const child = run(data, ['serve', '--port', '0']);
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const find = () => /open at (http:\/\/localhost:\d+)/.exec(said)?.[1];
  await vi.waitFor(() => expect(find(), said).toBeTruthy(), { timeout: 90_000, interval: 200 });
  const close = async () => {
    child.kill('SIGINT');
    await ended;
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  const faults = () =>
    said
      .split('\n')
      .filter((line) => line.includes('"level":"error"'))
      .join('\n');
  return { address: find() ?? '', data, faults, close };
}

/** A browser and a server of their own for one file of journeys: there from its first test to its last. */
export type Stage = { readonly browser: Browser; readonly server: DemoServer };

/** Sets the stage of one file of journeys. */
export function setStage(clients: number): Stage {
  const stage: { browser?: Browser; server?: DemoServer } = {};
  beforeAll(async () => {
    stage.browser = await openBrowser();
    stage.server = await demoServer(clients);
  }, 240_000);
  afterAll(async () => {
    await stage.browser?.close();
    await stage.server?.close();
  });
  return stage as Stage;
}

/** Everybody leaves: nothing went wrong on their screens, nor on the server. */
export async function leave(server: DemoServer, ...visitors: readonly Visitor[]): Promise<void> {
  for (const one of visitors) {
    expect(one.faults).toEqual([]);
    await one.close();
  }
  expect(server.faults()).toBe('');
}

/** Somebody at a screen of their own. */
export type Visitor = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: string[];
  readonly close: () => Promise<void>;
};

const screens = { phone: { width: 360, height: 780 }, desk: { width: 1280, height: 900 } } as const;

/** Opens a browser in a language on a phone or at a desk, and signs a demo account in. */
export async function visit(
  browser: Browser,
  at: { address: string; email: string; locale: Locale; on: keyof typeof screens },
): Promise<Visitor> {
  const context = await browser.newContext({
    locale: `${at.locale}-CA`,
    viewport: screens[at.on],
    acceptDownloads: true,
    // Where the person is: a day that a screen offers is the day there, at whatever hour the tests run.
    timezoneId: at.email.endsWith('@willow.example') ? 'America/Vancouver' : 'America/Toronto',
    // A toast that rises while the page is judged would be measured half faded in.
    reducedMotion: 'reduce',
  });
  await context.addInitScript(`localStorage.setItem('tributary.locale', '${at.locale}')`);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|404|409|422)/.test(message.text()))
      faults.push(message.text());
  });
  const t = (key: keyof typeof words) => say(words, key, at.locale);
  await page.goto(at.address);
  await page.getByLabel(t('entry.email')).fill(at.email);
  await page.getByLabel(t('entry.password')).fill(demoPassword);
  await page.getByRole('button', { name: t('entry.signIn'), exact: true }).click();
  const hello = say(shell, 'today.greeting', at.locale, { name: '' })
    .trim()
    .replace(/[,\s]+$/, '');
  await page.getByRole('heading', { level: 1 }).filter({ hasText: hello }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toMatch(new RegExp(`^${at.locale}`));
  return { page, context, faults, close: () => context.close() };
}

/** Takes one of a few choices, by the name of the group and words of the choice. */
export async function choose(within: Page | Locator, group: string, choice: string): Promise<void> {
  await within.getByRole('group', { name: group }).getByRole('radio', { name: choice }).first().check();
}

/**
 * Fails when the page breaks a rule of WCAG 2.2 AA that can be checked by a machine, is wider than its own screen or than a phone,
 * or speaks English to somebody who reads French.
 */
export async function sound(page: Page): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map((node) => node.html)
          .join(' ')
          .slice(0, 300)}`,
    ),
    page.url(),
  ).toEqual([]);
  const own = page.viewportSize() ?? screens.desk;
  for (const screen of [own, { ...own, width: screens.phone.width }]) {
    await page.setViewportSize(screen);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${page.url()} is wider than a screen of ${screen.width}`).toBeLessThanOrEqual(screen.width);
  }
  await page.setViewportSize(own);
  expect(await foreign(page), `${page.url()} speaks English`).toEqual([]);
}

/** Waits until nothing that ends is still moving: words that fade in are grey on the way. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(Number(one.effect?.getComputedTiming().endTime ?? Infinity)));
    const done = Promise.allSettled(ending.map((one) => one.finished));
    return Promise.race([done, new Promise((resolve) => setTimeout(resolve, 2_000))]).then(() => undefined);
  });
}

/** Sentences of ours that a French page says in English. */
async function foreign(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => document.documentElement.lang)).startsWith('fr')) return [];
  const said = await page.evaluate(() => {
    const texts = [...document.querySelectorAll('body *')].flatMap((one) => [
      one.getAttribute('aria-label') ?? '',
      ...[...one.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.nodeValue ?? ''),
    ]);
    return texts.map((text) => text.trim()).filter(Boolean);
  });
  return [...new Set(said)].filter((text) => onlyEnglish().has(text));
}

let english: ReadonlySet<string> | undefined;

/** Every visible sentence of the product that exists in English and is not also a French one. */
function onlyEnglish(): ReadonlySet<string> {
  if (english) return english;
  const all = globSync(['modules/*/words.json', '{app/web,kernel,ui}/words.json'], { cwd: root }).flatMap(
    (file) => Object.values(JSON.parse(readFileSync(join(root, file), 'utf8')) as Words),
  );
  const french = new Set(all.map(({ fr }) => fr));
  english = new Set(all.map(({ en }) => en).filter((text) => !french.has(text)));
  return english;
}
