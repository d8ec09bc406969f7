// What the tests of what-if share: addresses, and hands on the keyboard.
import assert from 'node:assert/strict';

export const ID = 'sodertalje-2020';
export const TITLE = /^(Tänk om …|What if …)$/;

export const opened = (page) => page.getByRole('heading', { name: TITLE }).waitFor();
export const of = (changes = '', more = '') =>
  `n=${ID}&lang=sv&view=whatif${changes && `&changes=${encodeURIComponent(changes)}`}${more}`;
export const result = (page) => page.getByRole('heading', { name: 'Så skulle det bli' });
export const focused = (page, selector) =>
  page.waitForFunction((s) => document.activeElement?.matches(s), selector);
export const tabTo = async (page, selector, most = 80) => {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${selector}`);
};
/** Writes a part of a name and takes what is found first. */
export const pick = async (page, name, text) => {
  await tabTo(page, `[name="${name}"]`);
  await page.keyboard.type(text);
  await page.locator(`[name="${name}"] ~ ul [role=option]`).first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
};
