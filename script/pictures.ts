import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { demoPassword } from '../app/demo/found.ts';
import { root } from '../app/installation.ts';
import { findChromium } from './chromium.ts';

/** One picture of the README: whose screen, which page, how wide, in which language; `open` brings the page to what is shown. */
type Picture = {
  readonly name: string;
  readonly email: string;
  readonly path: string;
  readonly wide: boolean;
  readonly locale: 'en' | 'fr';
  readonly open?: (page: Page) => Promise<void>;
};

const first = (href: string) => async (page: Page) => {
  await page.locator(`main a[href^="${href}"]`).first().click();
  await page.waitForLoadState('networkidle');
};

const pictures: readonly Picture[] = [
  { name: 'today-phone-en', email: 'noor@willow.example', path: '/', wide: false, locale: 'en' },
  {
    name: 'contact-phone-fr',
    email: 'mathis@rive-nord.example',
    path: '/contact',
    wide: false,
    locale: 'fr',
  },
  { name: 'pathway-desk-en', email: 'luc@willow.example', path: '/pathway', wide: true, locale: 'en' },
  { name: 'directory-phone-en', email: 'noor@willow.example', path: '/directory', wide: false, locale: 'en' },
  { name: 'matrix-desk-en', email: 'ingrid@willow.example', path: '/matrix', wide: true, locale: 'en' },
  {
    name: 'trial-desk-en',
    email: 'amara@willow.example',
    path: '/change',
    wide: true,
    locale: 'en',
    open: async (page) => {
      await page.getByRole('link', { name: 'One next step at the end of every contact' }).first().click();
      await page.getByRole('heading', { name: 'Study' }).scrollIntoViewIfNeeded();
      await page
        .getByRole('heading', { name: 'Study' })
        .evaluate((heading) => window.scrollBy(0, heading.getBoundingClientRect().top - 110));
    },
  },
  {
    name: 'lesson-desk-fr',
    email: 'odile@rive-nord.example',
    path: '/share',
    wide: true,
    locale: 'fr',
    open: first('/share/lessons/'),
  },
  { name: 'figures-desk-fr', email: 'luc@willow.example', path: '/figures', wide: true, locale: 'fr' },
];

const address = process.argv[2] ?? 'http://localhost:4870';
const chosen = process.argv[3];
const folder = join(root, 'docs', 'pictures');
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const picture of pictures.filter((one) => chosen === undefined || one.name.includes(chosen))) {
  const context = await browser.newContext({
    locale: `${picture.locale}-CA`,
    viewport: picture.wide ? { width: 1280, height: 860 } : { width: 390, height: 844 },
    reducedMotion: 'reduce',
  });
  await context.addInitScript(`localStorage.setItem('tributary.locale', '${picture.locale}')`);
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('input[type=email]').fill(picture.email);
  await page.locator('input[type=password]').fill(demoPassword);
  await page.keyboard.press('Enter');
  await page.locator('h1').first().waitFor();
  await page.waitForTimeout(1_500);
  await page.goto(address + picture.path);
  await page.waitForLoadState('networkidle');
  await picture.open?.(page);
  await page.waitForTimeout(1_200);
  await page.screenshot({ path: join(folder, `${picture.name}.png`) });
  process.stdout.write(`${picture.name}\n`);
  await context.close();
}
await browser.close();
