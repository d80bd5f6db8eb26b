import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { root } from '../app/installation.ts';
import { demoPassword } from '../app/demo/found.ts';
import { readConfig } from '../app/config.ts';
import { type Figure, keep } from './figures.ts';
import { sizes } from './size.ts';

/** People of the demo network whose menus together hold every page. */
const everybody = [
  'noor@willow.example',
  'tessa@willow.example',
  'luc@willow.example',
  'amara@willow.example',
  'ingrid@willow.example',
  'priya@willow.example',
];
/** `--quick` tries the question itself: two people, one round, nothing kept in the history. */
const quick = process.argv.includes('--quick');
const people = quick ? everybody.slice(0, 2) : everybody;
const rounds = quick ? 1 : 5;
const clients = quick ? '40' : '300';
const port = '48972';
const address = `http://localhost:${port}`;

/** One opening of one page: from the address typed to the last grey shape gone and nothing under way, in milliseconds. */
type Opened = { readonly path: string; readonly usable: number };

async function begin(folder: string): Promise<ChildProcess> {
  const command = join(root, 'script', 'tributary');
  const made = spawnSync(command, ['demo', '--clients', clients, '--data', folder], { stdio: 'inherit' });
  if (made.status !== 0) throw new Error('the demo network was not made');
  const server = spawn(command, ['serve', '--data', folder, '--port', port], { stdio: 'ignore' });
  for (let tries = 0; tries < 600; tries += 1) {
    const up = await fetch(`${address}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not answer');
}

/** Notes in the page itself when it became usable: a heading, no grey shape, no question to the server under way for two frames. */
function watch(): void {
  let under = 0;
  const wire = globalThis.fetch;
  globalThis.fetch = (...asked) => {
    under += 1;
    return wire(...asked).finally(() => {
      under -= 1;
    });
  };
  let calm = 0;
  const look = () => {
    const there =
      document.querySelector('main h1') !== null &&
      document.querySelector('main [aria-busy="true"]') === null;
    calm = there && under === 0 ? calm + 1 : 0;
    if (calm === 1) document.documentElement.dataset['usable'] = String(performance.now());
    if (calm < 3) requestAnimationFrame(look);
    else document.documentElement.dataset['settled'] = 'yes';
  };
  requestAnimationFrame(look);
}

async function open(page: Page, path: string): Promise<Opened> {
  await page.goto(`${address}${path}`, { waitUntil: 'commit' });
  await page.locator('html[data-settled]').waitFor({ state: 'attached', timeout: 30_000 });
  const usable = Number(await page.locator('html').getAttribute('data-usable'));
  return { path, usable };
}

async function signedIn(browser: Browser, email: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'en-CA',
    serviceWorkers: 'block',
  });
  await context.addInitScript(`localStorage.setItem('tributary.locale', 'en')`);
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(demoPassword);
  await page.locator('form button[type=submit]').click();
  await page.locator('nav a:visible').first().waitFor({ timeout: 60_000 });
  await context.addInitScript(watch);
  return page;
}

/** Every address in a person's menu. */
async function menuOf(page: Page): Promise<string[]> {
  await open(page, '/');
  const more = page.locator('nav button[aria-expanded]:visible');
  if ((await more.count()) > 0) await more.first().click();
  const within = (await more.count()) > 0 ? page.getByRole('dialog') : page.locator('nav:visible');
  await within.locator('a').first().waitFor();
  const found = await within
    .locator('a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set(found)].filter((path) => path.startsWith('/'));
}

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

function told(opened: readonly Opened[]): Figure[] {
  const all = opened.map(({ usable }) => usable).sort((left, right) => left - right);
  const paths = [...new Set(opened.map(({ path }) => path))];
  const middles = paths
    .map((path) => {
      const own = opened.filter((one) => one.path === path).map(({ usable }) => usable);
      return {
        path,
        middle: share(
          own.sort((left, right) => left - right),
          0.5,
        ),
      };
    })
    .sort((left, right) => right.middle - left.middle);
  const aim = 'at most 1000 ms';
  const slowest = middles.slice(0, 3).map(({ path, middle }) => ({
    what: `slow page ${path}, p50 to usable`,
    value: middle,
    unit: 'ms',
    aim,
  }));
  const pages = `${paths.length} pages of the menu`;
  return [
    { what: `${pages}: opened to usable, p50`, value: share(all, 0.5), unit: 'ms', aim },
    { what: `${pages}: opened to usable, p95`, value: share(all, 0.95), unit: 'ms', aim },
    ...slowest,
  ];
}

const folder = await mkdtemp(join(tmpdir(), 'tributary-pages-'));
const server = await begin(folder);
const browser = await chromium.launch({
  executablePath: readConfig().chromium ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const opened: Opened[] = [];
  for (const email of people) {
    const page = await signedIn(browser, email);
    for (const path of await menuOf(page)) {
      await open(page, path);
      for (let round = 0; round < rounds; round += 1) opened.push(await open(page, path));
    }
    await page.context().close();
  }
  const figures = [...sizes().slice(0, 1), ...told(opened)];
  if (quick)
    console.table(figures.map(({ what, value, unit }) => ({ what, value: Math.round(value), unit })));
  else keep(figures);
} finally {
  await browser.close();
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
