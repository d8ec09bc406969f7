// A finding that is chosen, from the list or by a link: its map and its text.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SHOTS, grave, launch, painted, visit as see } from './page.mjs';
import { start } from './server.mjs';

const CELL = 'aldre-over-65:support';
const FINDING = `falls_between:${CELL}`;
const PHONE = { width: 390, height: 844 };

let server;
let browser;
let findings;
let hole;

before(async () => {
  server = await start();
  browser = await launch();
  const get = async (more) =>
    (await fetch(`${server.url}api/networks/sodertalje-2020/${more}`)).json();
  ({ findings } = await get('findings'));
  hole = findings.find((f) => f.id === FINDING);
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const visit = (hash, run, options) => see(browser, server.url, `lang=sv&${hash}`, run, options);
const seen = (page) =>
  page.evaluate(() => ({ lines: window.samkarta.lines, marks: window.samkarta.marks }));
/** What the map shows when the routes of the box have come. */
const routed = async (page) => {
  await page.waitForFunction(() => window.samkarta.marks.includes('stop'));
  return seen(page);
};
const told = (page, title) => page.getByRole('heading', { name: title, level: 2 });

test('a finding of a box of the matrix shows the map of the box and its own text', async () => {
  let box;
  await visit(`cell=${CELL}`, async (page) => {
    box = await routed(page);
    assert.ok(box.marks.length > 0);
  });
  await visit(`finding=${FINDING}`, async (page) => {
    assert.deepEqual(await routed(page), box);
    await told(page, hole.title.sv).waitFor();
    await page.screenshot({ path: join(SHOTS, 'finding-link.png') });
    // Something on the map goes before it, and leaving that leads back.
    await page.evaluate(() => (location.hash += '&sel=rvc'));
    await page.waitForFunction(() => !window.samkarta.marks.includes('stop'));
    await page.locator('#map').press('Escape');
    assert.deepEqual(await routed(page), box);
    assert.deepEqual(await grave(page), []);
    await page.getByRole('button', { name: 'Visa vägarna och återvändsgränderna' }).click();
    await page.getByRole('heading', { name: /återvändsgränd/ }).waitFor();
    await page.getByRole('button', { name: 'Läs iakttagelsen' }).click();
    await told(page, hole.title.sv).waitFor();
    assert.deepEqual(await routed(page), box);
  });
  await visit('tab=findings', async (page) => {
    await page.locator('#below-panel').getByRole('button', { name: hole.title.sv }).click();
    assert.deepEqual(await routed(page), box);
    await told(page, hole.title.sv).waitFor();
  });
});

test('a finding about one function for many groups shows no box of one of them, and no arrows', async () => {
  const many = findings.find((f) => f.rule === 'falls_between' && f.id.split(':').length === 2);
  await visit(`finding=${many.id}`, async (page) => {
    await told(page, many.title.sv).waitFor();
    await page.waitForFunction(() => window.samkarta.lines.length === 0);
    assert.ok(!(await seen(page)).marks.includes('stop'));
  });
});

test('what a finding rests on is named row by row, and each row leads on by keyboard', () =>
  visit(`finding=${FINDING}`, async (page) => {
    const basis = page.locator('.footing');
    await basis.getByRole('heading', { name: 'Bygger på' }).waitFor();
    const service = hole.rests_on.find((row) => row.table === 'services');
    const button = page.getByRole('button', { name: service.label.sv, exact: true });
    const of = basis.locator('li', { has: button });
    await of.waitFor();
    // Who says so, and what else is coded there, which is no evidence.
    const said = of.locator('details.claims');
    await said.locator('> summary').press('Enter');
    await said.getByText(`avsnitt ${service.claims[0].place}`).first().waitFor();
    await said.getByText(/^Även kodat i avsnittet/).first().press('Enter');
    await said.getByText('De är inga belägg').waitFor();
    assert.deepEqual(await grave(page), []);
    await page.screenshot({ path: join(SHOTS, 'finding-rests-on.png') });
    await of.getByRole('button', { name: service.label.sv, exact: true }).press('Enter');
    await page.waitForFunction((id) => location.hash.includes(`sel=${id}`), service.id);
    const name = service.label.sv.split(' (')[0];
    await page.locator('.details h2').getByText(name).waitFor();
  }));

for (const [what, hash, title] of [
  ['a finding', `finding=${FINDING}`, () => hole.title.sv],
  ['a box', `cell=${CELL}`, () => 'Äldre över 65 år: stöd'],
  ['an actor', 'sel=rvc', () => 'Relationsvårdscentrum'],
]) {
  test(`on a phone a link to ${what} leads to its text, and the map is one tab away`, () =>
    visit(
      hash,
      async (page) => {
        await page.getByRole('tab', { name: 'Detaljer', selected: true }).waitFor();
        await page.screenshot({ path: join(SHOTS, `phone-link-${hash.slice(0, 4)}.png`) });
        await page.getByRole('tab', { name: 'Karta' }).click();
        await painted(page);
        await page.locator('button.sheet').click();
        await page.locator('.details h2').getByText(title()).waitFor();
      },
      {
        viewport: PHONE,
        hasTouch: true,
        ready: (page) => page.locator('.details h2').getByText(title()).waitFor(),
      },
    ));
}
