// A Chromium page on the map that notes every error and every foreign request.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const SHOTS = join(resolve(fileURLToPath(import.meta.url), '..'), 'shots');
mkdirSync(SHOTS, { recursive: true });

/** A day that is still to come, whenever the tests are run: an action is for one. */
const next = new Date().getFullYear() + 1;
export const SOON = { iso: `${next}-03-31`, text: `31 mars ${next}` };
export const LATER = { iso: `${next}-09-30`, text: `30 september ${next}` };

/** The way into another view, in the menu of the top bar, which is opened by keyboard. */
export async function into(page, name) {
  await page.getByRole('button', { name: /^(Fler vyer|More views)$/ }).press('Enter');
  return page.locator('.top').getByRole('button', { name, exact: true });
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A page at an address of the map; `close` fails on anything that went wrong meanwhile. */
export async function open(browser, url, hash = '', options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (m) => {
    if (m.type() === 'error' || m.type() === 'warning') wrong.push(`console: ${m.text()}`);
  });
  page.on('pageerror', (e) => wrong.push(`error: ${e.message}`));
  page.on('request', (r) => {
    const to = r.url();
    if (!to.startsWith(url) && !to.startsWith('data:') && !to.startsWith('blob:')) {
      wrong.push(`request leaves the origin: ${to}`);
    }
  });
  await page.goto(`${url}#${hash}`);
  return {
    page,
    wrong,
    close: () => context.close(),
  };
}

/**
 * Opens a page, waits until it is `ready`, runs the test in it and fails on errors
 * and foreign requests, but those that are `expected`.
 */
export async function visit(
  browser,
  url,
  hash,
  run,
  { ready = painted, expected = null, ...options } = {},
) {
  const { page, wrong, close } = await open(browser, url, hash, options);
  try {
    await ready(page);
    await run(page);
    assert.deepEqual(
      wrong.filter((w) => !expected?.test(w)),
      [],
    );
  } finally {
    await close();
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe holds to be serious or critical on the page. */
export async function grave(page) {
  await page.waitForTimeout(300);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }),
  );
  const places = (v) => v.nodes.map((n) => n.target.join(' ')).slice(0, 3);
  return violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${places(v).join('; ')}`);
}

/** How many pixels the page is wider than the screen. */
export const tooWide = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Waits until the map has been painted. */
export async function painted(page) {
  await page.waitForFunction(() => (window.samkarta?.paints ?? 0) > 0, null, {
    timeout: 20_000,
  });
}

/** Waits until the map has been painted again after `act`. */
export async function repainted(page, act) {
  const before = await page.evaluate(() => window.samkarta?.paints ?? 0);
  await act();
  await page.waitForFunction((n) => (window.samkarta?.paints ?? 0) > n, before);
}

export const rectOf = (page, id) =>
  page.evaluate((i) => {
    const r = window.samkarta?.rect(i);
    return r ? { x: r.x, y: r.y, width: r.width, height: r.height } : null;
  }, id);
