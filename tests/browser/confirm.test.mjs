// Sheets for actors to say yes or no to what others say of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { SHOTS, grave, launch, painted, tooWide, visit as see } from './page.mjs';
import { BINARY, start } from './server.mjs';

const ID = 'sodertalje-2020';
let server;
let browser;
let sheets;

before(async () => {
  server = await start();
  browser = await launch();
  sheets = await (await fetch(`${server.url}api/networks/${ID}/confirmation`)).json();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const of = (more = '', lang = 'sv') => `n=${ID}&lang=${lang}&view=confirm${more}`;
const opened = (page) => page.locator('.choose').waitFor();
const visit = (run, { hash = of(), ...options } = {}) =>
  see(browser, server.url, hash, run, { ready: opened, ...options });
const sheet = (page, actor) => page.locator(`[data-sheet="${actor}"]`);
const rvc = () => sheets.find((s) => s.actor === 'rvc');
/** What each sheet says, piece by piece, as it is read on paper. */
const texts = (page) =>
  page.locator('[data-sheet]').evaluateAll((all) =>
    all.map((sheet) =>
      [...sheet.querySelectorAll('h1, h2, p, dt, dd, th, td, footer')]
        .filter((e) => getComputedStyle(e).display !== 'none' && !e.closest('details'))
        .map((e) => {
          const own = e.cloneNode(true);
          own.querySelectorAll('.hidden, .screen').forEach((other) => other.remove());
          return own.textContent.replace(/[\s\u2610]+/g, ' ').trim();
        }),
    ),
  );
/** Pages of a PDF. */
const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length;

test('from an actor on the map, by keyboard alone: its sheet with every line, its evidence, room for more', () =>
  visit(
    async (page) => {
      await page.locator('.details').getByRole('button', { name: 'Bekräftelseblad' }).focus();
      await page.keyboard.press('Enter');
      await opened(page);
      await page.waitForURL(/actor=rvc/);
      assert.equal(await page.locator('[data-sheet]').count(), 1);
      await sheet(page, 'rvc').getByRole('heading', { name: rvc().name }).waitFor();
      for (const section of rvc().sections) {
        const body = sheet(page, 'rvc').locator(`[data-section=${section.kind}]`);
        await body.getByText(section.heading.sv).waitFor();
        assert.equal(await body.locator('tr[data-line]').count(), section.rows.length);
        // Forums are no "who": they stand under a heading of their own.
        const heads = await body.locator('.head th:first-child').allTextContents();
        assert.deepEqual(heads, section.kind === 'forums' ? ['Forum'] : []);
        for (const [i, row] of section.rows.entries()) {
          const line = body.locator('tr[data-line]').nth(i);
          assert.ok((await line.locator('th').textContent()).includes(row.name));
          assert.ok((await line.textContent()).includes(row.about.sv));
          // Nothing is answered beforehand.
          assert.equal(await line.locator('.tick').count(), 2);
          assert.equal(await line.locator('.box').first().textContent(), '');
        }
      }
      assert.equal(await sheet(page, 'rvc').locator('.blank').count(), 5);
      const missing = sheet(page, 'rvc').locator('[data-section=missing] .head th');
      assert.equal(await missing.first().textContent(), 'Vem');
      await sheet(page, 'rvc').locator('summary').first().press('Enter');
      await sheet(page, 'rvc').getByText('avsnitt').first().waitFor();
      await page.screenshot({ path: join(SHOTS, 'confirm-rvc.png') });
      await page.reload();
      await sheet(page, 'rvc').waitFor();
    },
    { hash: `n=${ID}&lang=sv&sel=rvc`, ready: painted },
  ));

test('sheets are ticked, searched, all or none; the address remembers them', () =>
  visit(async (page) => {
    const listed = page.locator('.choose li');
    assert.equal(await listed.count(), sheets.length);
    await page.getByText('Inget blad är valt.').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Skriv ut' }).isDisabled());
    await page.getByLabel('Sök bland aktörerna').fill('polis');
    assert.ok((await listed.allTextContents()).every((t) => /polis/i.test(t)));
    await page.getByRole('checkbox', { name: /^Polisen \(/ }).press('Space');
    await page.getByRole('checkbox', { name: /^Polisens barngrupp/ }).press('Space');
    await page.getByRole('status').getByText('2 blad att skriva ut').waitFor();
    await page.waitForURL(/actor=polisen,polisens-barngrupp/);
    await page.reload();
    await opened(page);
    assert.equal(await page.locator('[data-sheet]').count(), 2);
    await page.getByRole('button', { name: 'Alla', exact: true }).press('Enter');
    await page.waitForURL(/actor=\*|actor=%2A/);
    assert.equal(await page.locator('[data-sheet]').count(), sheets.length);
    await page.getByRole('checkbox', { name: /^Polisen \(/ }).press('Space');
    await page.getByRole('status').getByText(`${sheets.length - 1} blad`).waitFor();
    await page.getByRole('button', { name: 'Inga' }).press('Enter');
    await page.getByText('Inget blad är valt.').waitFor();
  }));

test('one page of A4 for each actor; on paper no buttons and no sources', () =>
  visit(
    async (page) => {
      await page.locator('[data-sheet]').first().waitFor();
      const pdf = await page.pdf({ path: join(SHOTS, 'confirm.pdf'), format: 'A4' });
      assert.equal(pages(pdf), sheets.length);
      await page.emulateMedia({ media: 'print' });
      for (const hidden of ['.choose', 'h1', '[data-sheet] details', '.top'])
        assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
      // What is handed out names roles and bodies; nothing that leads to a person.
      const text = await page.locator('.sheets').innerText();
      assert.doesNotMatch(text, /[^\s@]+@[^\s@]+\.\w+|\b\d{6,8}[-+]\d{4}\b|\b07\d[\d\s-]{7,}/);
      assert.ok(await sheet(page, 'rvc').isVisible());
    },
    { hash: of('&actor=*') },
  ));

test('the command and the page hand out the same sheets: every actor, row, order and word', () =>
  visit(
    async (page) => {
      await page.getByLabel('Skicka svaret till').fill('samverkan@kommunen.exempel');
      await page.emulateMedia({ media: 'print' });
      const [network] = server.networks;
      const folder = mkdtempSync(join(tmpdir(), 'samkarta-blad-'));
      const file = join(folder, 'blad.html');
      const asked = ['--answer-by', '2099-01-31', '--return-to', 'samverkan@kommunen.exempel'];
      for (const lang of ['sv', 'en']) {
        if (lang === 'en') await page.locator('.top button[lang=en]').evaluate((b) => b.click());
        execFileSync(BINARY, ['confirm', network, '-o', file, '--lang', lang, ...asked], {
          stdio: 'ignore',
        });
        const printed = await page.context().newPage();
        await printed.goto(pathToFileURL(file).href);
        const [ours, theirs] = [await texts(page), await texts(printed)];
        assert.equal(ours.length, sheets.length);
        assert.deepEqual(ours, theirs);
        assert.ok(ours.every((one) => one.join(' ').includes('2099-01-31')));
        if (lang === 'sv') await printed.screenshot({ path: join(SHOTS, 'confirm-command.png') });
        await printed.close();
      }
      rmSync(folder, { recursive: true });
      assert.ok(!page.url().includes('samverkan'), 'where to send it is not in the link');
      assert.match(page.url(), /answer=2099-01-31/);
    },
    { hash: of('&actor=*&answer=2099-01-31') },
  ));

test('an actor with nothing to confirm, and one that is not there, are told in words', () =>
  visit(
    async (page) => {
      await page.locator('[data-without]').getByText('Har inget att bekräfta: ').waitFor();
      await page.locator('[data-without]').getByText('xyzzy').waitFor();
      await page.getByText('Inget blad är valt.').waitFor();
    },
    { hash: of('&actor=xyzzy') },
  ));

test('a day to answer by that has passed is told and not printed, and its line is left to fill in', () =>
  visit(
    async (page) => {
      const field = page.getByLabel('Svara senast');
      const print = page.getByRole('button', { name: 'Skriv ut' });
      await page.getByRole('alert').getByText('Svarsdagen 2020-01-31 har passerat.').waitFor();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      assert.ok(await print.isDisabled());
      assert.ok(!(await sheet(page, 'rvc').textContent()).includes('2020-01-31'));
      assert.deepEqual(await grave(page), []);
      await page.screenshot({ path: join(SHOTS, 'confirm-late.png') });
      await field.fill('2099-01-31');
      await field.blur();
      await sheet(page, 'rvc').getByText('2099-01-31').waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
      assert.ok(await print.isEnabled());
    },
    { hash: of('&actor=rvc&answer=2020-01-31') },
  ));

for (const lang of ['sv', 'en']) {
  for (const width of [1920, 1024, 390]) {
    test(`sheets have room and no barrier at ${width} in ${lang}`, () =>
      visit(
        async (page) => {
          await sheet(page, 'rvc').waitFor();
          assert.deepEqual(await grave(page), []);
          assert.ok((await tooWide(page)) <= 0);
          for (const part of ['.confirm', '.sheet']) {
            const wide = await page.locator(part).evaluate((e) => e.scrollWidth - e.clientWidth);
            assert.ok(wide <= 0, `${part} is ${wide} px too wide`);
          }
          const low = await page
            .locator('.confirm button, .confirm input[type=search], .choose label:has(input)')
            .evaluateAll((all) =>
              all
                .filter((e) => e.getBoundingClientRect().height < 44)
                .map((e) => e.textContent),
            );
          if (width === 390) assert.deepEqual(low, []);
          await page.screenshot({ path: join(SHOTS, `confirm-${width}-${lang}.png`) });
        },
        {
          hash: of('&actor=rvc', lang),
          viewport: { width, height: width === 390 ? 844 : 1000 },
        },
      ));
  }
}
