import { chromium } from 'playwright-core';
import { readConfig } from '../app/config.ts';
import { askAs } from './ask.ts';
import type { Stage } from './stage.ts';

/** One question that a page puts to the server. */
export type Asked = { readonly operation: string; readonly input: string };

/** Milliseconds without a new question after which a page is taken to have asked everything. */
const calm = 3_000;

/** Opens a page in a real browser as the worker of the stage, and gives every question it puts to the server until nothing is under way. */
export async function recordPage(stage: Stage, path: string): Promise<Asked[]> {
  const browser = await chromium.launch({
    executablePath: readConfig().chromium ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const context = await browser.newContext({ locale: 'en-CA', serviceWorkers: 'block' });
    await context.addCookies([{ name: 'tributary', value: stage.token, url: stage.url }]);
    const page = await context.newPage();
    const asked = new Map<string, Asked>();
    page.on('request', (request) => {
      const operation = /\/api\/(\w+\.\w+)$/.exec(request.url())?.[1];
      if (operation === undefined) return;
      const input = request.postData() ?? '{}';
      asked.set(`${operation} ${input}`, { operation, input });
    });
    await page.goto(`${stage.url}${path}`);
    await page.locator('main h1').waitFor({ timeout: 60_000 });
    for (let before = 0; before < asked.size; ) {
      before = asked.size;
      await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'detached', timeout: 60_000 });
      await page.waitForTimeout(calm);
    }
    return [...asked.values()];
  } finally {
    await browser.close();
  }
}

/** As many connections as a browser opens to one server. */
const lines = 6;

/** Asks everything a page asks, as many at a time as a browser would; `swap` puts another client in place of the recorded one. */
export async function askPage(
  stage: Stage,
  page: readonly Asked[],
  swap?: { readonly from: string; readonly to: string },
): Promise<void> {
  const waiting = [...page];
  const line = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await askAs(
        stage,
        next.operation,
        JSON.parse(swap === undefined ? next.input : next.input.replaceAll(swap.from, swap.to)),
      );
  };
  await Promise.all(Array.from({ length: lines }, line));
}
