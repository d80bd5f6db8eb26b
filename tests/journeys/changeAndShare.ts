import type { Browser } from 'playwright-core';
import type { Locale } from '../../kernel/words.ts';
import { sound, visit } from './stage.ts';

/** Walks from a barrier to a lesson, and across to another organisation that uses it. */
export async function changeAndShare(at: {
  browser: Browser;
  address: string;
  locale: Locale;
}): Promise<void> {
  const lead = await visit(at.browser, {
    address: at.address,
    email: 'amara@willow.example',
    locale: at.locale,
    on: 'desk',
  });
  await lead.page.goto(`${at.address}/change`);
  await sound(lead.page);
  await lead.close();
}
