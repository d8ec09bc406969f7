// Links to what-if: what is wrong with them is told, and a phone shows their answer first.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SHOTS, grave, launch, visit as see } from './page.mjs';
import { start } from './server.mjs';
import { of, opened, result } from './whatif.mjs';

const GONE = '[["remove","actor","rvc",{}]]';
let server;
let browser;

before(async () => {
  server = await start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (run, options) => see(browser, server.url, options.hash, run, { ready: opened, ...options });

test('a link to a scenario that is deleted, or that was cut off, says so and what next', async () => {
  await visit(
    async (page) => {
      await page.getByRole('alert').getByText('finns inte: borta-nu').waitFor();
      await page.getByText('Någon kan ha tagit bort det').waitFor();
      assert.equal(await result(page).count(), 0);
      assert.deepEqual(await grave(page), []);
      await page.screenshot({ path: join(SHOTS, 'whatif-lost.png') });
      await page.getByRole('button', { name: 'Visa sparade scenarier' }).press('Enter');
      await page.getByText('Inga scenarier är sparade.').waitFor();
      await page.waitForURL((url) => !url.hash.includes('scenario='));
    },
    { hash: of('', '&scenario=borta-nu') },
  );
  await visit(
    async (page) => {
      await result(page).waitFor();
      await page.getByRole('alert').getByText('Det som gick att läsa är med.').waitFor();
      assert.equal(await page.locator('.draft ol > li').count(), 1);
    },
    { hash: of(`${GONE.slice(0, -1)},["remove","act`) },
  );
});

test('on a phone the result of a link stands above the forms', () =>
  visit(
    async (page) => {
      await result(page).waitFor();
      const top = (selector) =>
        page.locator(selector).evaluate((e) => Math.round(e.getBoundingClientRect().top));
      assert.ok((await top('.summary')) < 844, 'the summary is on the first screen');
      assert.ok((await top('.result')) < (await top('.build')));
      await page.locator('.result .tried').getByText('Relationsvårdscentrum').waitFor();
      await page.screenshot({ path: join(SHOTS, 'whatif-phone.png') });
    },
    { viewport: { width: 390, height: 844 }, hash: of(GONE) },
  ));
