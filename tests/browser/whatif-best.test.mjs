// What would help most, and networks that describe no help.
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SHOTS, grave, launch, visit as see } from './page.mjs';
import { ALL, start } from './server.mjs';
import { focused, of, opened, result, tabTo } from './whatif.mjs';

const SLOW = 240_000;
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

const visit = (run, { hash = of(), ...options } = {}) =>
  see(browser, server.url, hash, run, { ready: opened, ...options });

test('networks without services, and the invented one, say what can be said', async () => {
  const handbook = ALL.find((n) => n.includes('handbok'));
  const lindvik = join(
    resolve(fileURLToPath(import.meta.url), '../../..'),
    'networks/exempel-lindvik',
  );
  const two = await start([handbook, lindvik]);
  try {
    for (const [id, words] of [
      ['handbok-steg-1', 'Källan är en modell eller exempelsamling'],
      ['lindvik', 'Källan beskriver inga insatser.'],
    ]) {
      await see(
        browser,
        two.url,
        `n=${id}&lang=sv&view=whatif`,
        async (page) => {
          await page.getByLabel('Ta bort en aktör').waitFor();
          await tabTo(page, '[name=actor]');
          await page.keyboard.press('ArrowDown');
          await page.keyboard.press('ArrowDown');
          await page.keyboard.press('Enter');
          await page.keyboard.press('Enter');
          await result(page).waitFor();
          await page.locator('.result').getByText(words).waitFor();
          assert.equal(await page.locator('[data-gap]').count(), 0, 'no zero for what is unknown');
          assert.deepEqual(await grave(page), []);
          await page.getByRole('tab', { name: 'Vad skulle hjälpa mest?' }).click();
          await page.getByRole('button', { name: 'Räkna' }).click();
          await page.getByText('Nätet har inga luckor i hjälpen att stänga').waitFor();
          await page.screenshot({ path: join(SHOTS, `whatif-${id}.png`) });
        },
        { ready: opened },
      );
    }
  } finally {
    two.stop();
  }
});

test('the best single change is found, can be cancelled, and is taken over', () =>
  visit(
    async (page) => {
      await page.getByText('modellens aritmetik och inget råd').first().waitFor();
      await page.getByRole('button', { name: 'Räkna' }).press('Enter');
      await page.getByText('Räknar. Det tar några sekunder').waitFor();
      const take = page.getByRole('button', { name: 'Ta med steg 1 i listan' });
      await take.waitFor({ timeout: SLOW });
      await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
      await page.screenshot({ path: join(SHOTS, 'whatif-best.png') });
      const title = await page.locator('.best li h3').first().textContent();
      const text = title.replace('Steg 1: ', '');

      // What it closes or mends: what it was called before, and a way to it.
      const mended = page.locator('.best :is([data-fate=closed], [data-fate=better]) > ul > li');
      const told = await mended.first().locator('.side').first().textContent();
      assert.match(told, /^\s*Före\s*\S/);
      assert.ok(!told.includes('Finns inte i dag'), told);
      await mended.first().locator('summary').press('Enter');
      await mended.first().getByRole('button', { name: /^Visa på kartan/ }).waitFor();
      assert.deepEqual(await grave(page), []);

      // A reload asks for the same again.
      await page.waitForURL(/best=1/);
      await page.reload();
      await take.waitFor({ timeout: SLOW });
      assert.equal(await page.locator('.best li h3').first().textContent(), title);
      await take.press('Enter');
      await page.getByRole('button', { name: 'Finns i listan' }).waitFor();
      await page.getByRole('tab', { name: 'Pröva' }).click();
      await page.locator('.draft').getByText(text).waitFor();
      await result(page).waitFor();

      // A search is let go of, and the focus goes back to where it began.
      await page.getByRole('tab', { name: 'Vad skulle hjälpa mest?' }).click();
      await page.getByRole('button', { name: 'Räkna' }).press('Enter');
      await page.getByText('Räknar. Det tar några sekunder').waitFor();
      await page.getByRole('button', { name: 'Avbryt' }).press('Enter');
      await page.getByText('Avbrutet.').waitFor();
      await focused(page, '.best [type=submit]');
      await page.waitForURL((url) => !url.hash.includes('best='));
    },
    { hash: of('', '&tab=best') },
  ));

test('a link that only asks for the best changes opens them, and the form stays where one went', () =>
  visit(
    async (page) => {
      const at = (name) => page.getByRole('tab', { name, selected: true });
      await at('Vad skulle hjälpa mest?').waitFor();
      await page.getByRole('button', { name: 'Räkna' }).waitFor();
      await page.getByRole('tab', { name: 'Pröva' }).click();
      await page.getByLabel('Ta bort en aktör').waitFor();
      await page.reload();
      await opened(page);
      await at('Pröva').waitFor();
    },
    { hash: of('', '&best=1') },
  ));
