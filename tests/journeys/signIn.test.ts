import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../app/installation.ts';
import { say, type Locale } from '../../kernel/words.ts';
import shell from '../../app/web/words.json' with { type: 'json' };
import words from '../../modules/identity/words.json' with { type: 'json' };

const password = 'violet canoe under thaw';
let browser: Browser | undefined;
beforeAll(async () => {
  if (!existsSync(join(root, 'dist', 'web', 'index.html')))
    throw new Error('build the pages first: npm run build');
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser?.close());

/** A real server on an empty data folder, as a person starts it; gives its address and the code it prints. */
async function freshServer() {
  const data = await mkdtemp(join(tmpdir(), 'tributary-journey-'));
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(root, 'app/commands.ts'),
      'serve',
      '--empty',
      '--port',
      '0',
      '--data',
      data,
    ],
    {
      env: { PATH: process.env['PATH'] ?? '', HOME: data, TRIBUTARY_DEVELOPMENT: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const [, address = ''] = await expect
    .poll(() => /open at (http:\/\/localhost:\d+)/.exec(said), { timeout: 90_000 })
    .toBeTruthy()
    .then(() => /open at (http:\/\/localhost:\d+)/.exec(said) ?? []);
  const code = (await readFile(join(data, 'set-up-code'), 'utf8')).trim();
  const close = async () => {
    child.kill('SIGINT');
    await ended;
    await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  return { address, code, close };
}

/** A browser of somebody's own, in their language, with a passkey device built in. */
async function someone(locale: Locale) {
  if (browser === undefined) throw new Error('the browser did not start');
  const context = await browser.newContext({ locale: `${locale}-CA`, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|422)/.test(message.text()))
      faults.push(message.text());
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, faults, close: () => context.close() };
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}

describe.each(['en', 'fr'] as const)('from an empty installation to two people signed in (%s)', (locale) => {
  const t = (key: keyof typeof words, fill = {}) => say(words, key, locale, fill);
  const around = (key: keyof typeof shell, fill = {}) => say(shell, key, locale, fill);

  test('set up, passkey, invitation, password, step-up, sign-out', async () => {
    const server = await freshServer();
    const [ines, ravi] = [await someone(locale), await someone(locale)];
    try {
      await setUp(ines.page, server);
      await signOutAndIn(ines.page);
      const link = await invite(ines.page);
      await accept(ravi.page, link);
      await stepUp(ravi.page);
      await goOnAfterTheEnd(ravi.page);
      await endAccess(ines.page, ravi.page);
      expect([...ines.faults, ...ravi.faults]).toEqual([]);
    } finally {
      await ines.close();
      await ravi.close();
      await server.close();
    }
  });

  async function setUp(page: Page, server: { address: string; code: string }): Promise<void> {
    await page.goto(server.address);
    await page.getByRole('link', { name: t('setUp.begin') }).click();
    await page.getByRole('heading', { name: t('setUp.title') }).waitFor();
    await accessible(page);
    const fill = (key: keyof typeof words, value: string) =>
      page.getByLabel(t(key), { exact: true }).fill(value);
    await fill('setUp.code', 'WRNG-WRNG-WRNG-WRNG');
    await fill('setUp.community', 'Alder River');
    await fill('setUp.organisation', 'Alder River Community Health');
    await fill('setUp.site', 'The Landing');
    await fill('setUp.name', 'Ines Valdivia');
    await fill('setUp.email', 'ines@example.org');
    await page.getByRole('button', { name: t('setUp.next') }).click();
    await page.getByText(t('setUp.codeWrong')).waitFor();
    await fill('setUp.code', server.code);
    await page.getByRole('button', { name: t('setUp.next') }).click();
    await page.getByRole('button', { name: t('way.makePasskey') }).waitFor();
    await accessible(page);
    await page.getByRole('button', { name: t('way.makePasskey') }).click();
    await page.getByRole('heading', { name: around('today.greeting', { name: 'Ines Valdivia' }) }).waitFor();
  }

  async function signOutAndIn(page: Page): Promise<void> {
    await page.getByRole('button', { name: around('account.open') }).click();
    await page.getByRole('button', { name: around('account.signOut') }).click();
    await page.getByRole('button', { name: t('entry.withPasskey') }).waitFor();
    await accessible(page);
    await page.getByLabel(t('entry.email')).fill('ines@example.org');
    await page.getByLabel(t('entry.password')).fill('no such password');
    await page.getByRole('button', { name: t('entry.signIn'), exact: true }).click();
    await page.getByText(t('entry.refused')).waitFor();
    await page.getByRole('button', { name: t('entry.withPasskey') }).click();
    await page.getByRole('heading', { name: around('today.greeting', { name: 'Ines Valdivia' }) }).waitFor();
  }

  async function invite(page: Page): Promise<string> {
    await page.goto(`${new URL(page.url()).origin}/people`);
    await page
      .getByRole('button', { name: t('people.invite') })
      .first()
      .click();
    await page.getByLabel(t('people.name')).fill('Ravi Lindqvist');
    await page.getByLabel(t('people.email')).fill('ravi@example.org');
    await page.getByLabel(t('people.role'), { exact: true }).click();
    await page.getByRole('option', { name: t('role.worker') }).click();
    await page.getByLabel(t('people.site'), { exact: true }).click();
    await page.getByRole('option', { name: 'The Landing' }).click();
    await page.getByRole('button', { name: t('people.makeLink') }).click();
    await page.getByText(t('link.text')).waitFor();
    await accessible(page);
    return (await page.locator('code').innerText()).trim();
  }

  async function accept(page: Page, link: string): Promise<void> {
    await page.goto(link);
    await page.getByText('Ravi Lindqvist').waitFor();
    await accessible(page);
    await page.getByLabel(t('way.newPassword')).fill('password1234');
    await page.getByRole('button', { name: t('way.usePassword') }).click();
    await page.getByText(t('refusal.passwordCommon')).waitFor();
    await page.getByLabel(t('way.newPassword')).fill(password);
    await page.getByRole('button', { name: t('way.usePassword') }).click();
    await page.getByRole('heading', { name: around('today.greeting', { name: 'Ravi Lindqvist' }) }).waitFor();
    await page.goto(link);
    await page.reload();
    await page.getByText(t('invitation.gone')).waitFor();
  }

  /** Ten minutes after signing in, something weighty asks for a fresh proof; then the very same request goes through. */
  async function stepUp(page: Page): Promise<void> {
    await page.goto(`${new URL(page.url()).origin}/account`);
    await page.getByRole('heading', { name: t('sessions.title') }).waitFor();
    await accessible(page);
    const tooOld = JSON.stringify({
      code: 'kernel.proofNeeded',
      kind: 'forbidden',
      status: 403,
      title: '-',
      facts: {},
      id: '-',
    });
    await page.route(
      '**/api/identity.addPasskey',
      (route) => route.fulfill({ status: 403, contentType: 'application/problem+json', body: tooOld }),
      { times: 1 },
    );
    await page.getByRole('button', { name: t('passkeys.add') }).click();
    const dialog = page.getByRole('dialog', { name: around('proof.title') });
    await dialog.getByLabel(t('entry.password')).fill(password);
    await accessible(page);
    await dialog.getByRole('button', { name: t('proof.withPassword') }).click();
    await page.getByRole('button', { name: t('passkeys.remove') }).waitFor();
  }

  /** A session that ran out under an open page: the page stays, and a dialog lets the person go on. */
  async function goOnAfterTheEnd(page: Page): Promise<void> {
    await page.getByLabel(t('way.newPassword')).fill('half a pass');
    await page.context().clearCookies();
    await page.getByRole('button', { name: t('sessions.endOthers') }).click();
    const dialog = page.getByRole('dialog', { name: around('ended.title') });
    await dialog.getByLabel(t('entry.email')).fill('ravi@example.org');
    await dialog.getByLabel(t('entry.password')).fill(password);
    await accessible(page);
    await dialog.getByRole('button', { name: t('entry.signIn'), exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByLabel(t('way.newPassword')).inputValue()).toBe('half a pass');
  }

  /** A steward ends somebody's access: their very next click says so. */
  async function endAccess(steward: Page, worker: Page): Promise<void> {
    await steward.goto(`${new URL(steward.url()).origin}/people`);
    await steward.getByRole('button', { name: t('people.openNamed', { name: 'Ravi Lindqvist' }) }).click();
    await accessible(steward);
    await steward.getByRole('button', { name: t('people.disable') }).click();
    await steward
      .getByRole('dialog', { name: t('people.disable') })
      .getByRole('button', { name: t('people.disable') })
      .click();
    await steward.getByRole('button', { name: t('people.enable') }).waitFor();
    await worker.getByRole('button', { name: t('sessions.endOthers') }).click();
    await worker.getByRole('dialog', { name: around('ended.title') }).waitFor();
  }
});
