// Files into a network, on a copy of the invented package: the tests write only there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SHOTS, grave, into, launch, tooWide, visit as see } from './page.mjs';
import { start } from './server.mjs';

const PACKAGE = resolve(fileURLToPath(import.meta.url), '../../../networks/exempel-lindvik');
const ID = 'lindvik';
const SHEETS = ['civilsamhallet_lindvik.xlsx', 'myndigheter_lindvik.csv'];
const paths = SHEETS.map((name) => join(PACKAGE, 'sheets', name));
const PICTURE = {
  name: 'bild.xlsx',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
};
/** What the browser itself says of a file that the server refuses. */
const EXPECTED = { expected: /status of 422/ };
const EMPTY = { name: 'tom.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) };

let server;
let browser;

before(async () => {
  server = await start([PACKAGE]);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const network = async () => (await fetch(`${server.url}api/networks/${ID}`)).json();
const undoImport = () =>
  fetch(`${server.url}api/networks/${ID}/import/undo`, {
    method: 'POST',
    headers: { origin: server.url.slice(0, -1) },
  });

// A test that stopped half-way leaves no import for the next one.
afterEach(async () => {
  while ((await undoImport()).status === 204);
});

const opened = (page) => page.locator('main.import').waitFor();
const visit = (run, { more = '', ...options } = {}) =>
  see(browser, server.url, `lang=sv&view=import${more}`, run, { ready: opened, ...options });
const input = (page) => page.locator('input[type=file]');
const button = (page, name) => page.getByRole('button', { name, exact: true });
const tab = (page, name) => page.getByRole('tab', { name });
/** The import has been read with everything that was chosen. */
const read = async (page) => {
  await page.getByRole('tab', { name: /Tabeller/ }).waitFor();
  await page.waitForFunction(() => !document.querySelector('[role=progressbar]'));
  await page.getByText('Dina senaste val är inte med än.').waitFor({ state: 'detached' });
};
const give = async (page, files = paths) => {
  await input(page).setInputFiles(files);
  await read(page);
};

/** Drops files anywhere on the view. */
async function drop(page, names) {
  const files = names.map((name) => ({
    name,
    base64: readFileSync(join(PACKAGE, 'sheets', name)).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((all) => {
    const data = new DataTransfer();
    for (const { name, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, files);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main.import', type, { dataTransfer: transfer });
  }
}

test('files are dropped, understood, asked about, written and taken back', () =>
  visit(
    async (page) => {
      const before = await network();
      await page.screenshot({ path: join(SHOTS, 'import-start.png') });
      await drop(page, SHEETS);
      await read(page);
      for (const name of SHEETS) await page.locator('.files').getByText(name).waitFor();
      const tables = page.locator('#import-panel section');
      assert.equal(await tables.count(), 2);
      await page.getByText('Läst som: intervjuer, guiden för civilsamhället').waitFor();
      const partners = page.getByLabel('Vad kolumnen ”10. Vilka samarbetar ni med” frågar efter');
      assert.equal(await partners.inputValue(), 'partners');
      await page.screenshot({ path: join(SHOTS, 'import-tables.png') });

      // A choice reads the files again and keeps the focus where it was.
      const last = page.getByLabel(/^Vad kolumnen ”Övrigt som bör komma med” frågar/);
      await last.focus();
      await last.selectOption('challenges');
      await page.getByText('✓ vald av dig').first().waitFor();
      await read(page);
      assert.equal(await last.inputValue(), 'challenges');
      assert.ok(await last.evaluate((e) => e === document.activeElement));

      // The columns that are not sure are found one after the other, and can be confirmed.
      await page.getByText('2 kolumner att se över').waitFor();
      await button(page, 'Nästa osäkra kolumn').click();
      assert.match(
        await page.evaluate(() => document.activeElement.getAttribute('aria-label')),
        /Vägar in till er och vägar ut/,
      );
      await page.screenshot({ path: join(SHOTS, 'import-unsure.png') });
      await button(page, 'Det stämmer: Vägar in till er och vägar ut').click();
      await page.getByText('1 kolumn att se över').waitFor();

      // What is wrong with a cell stands in the cell, and the list leads there.
      await page.getByText('8 anmärkningar').click();
      await button(page, 'Visa i tabellen').first().click();
      const note = page.locator('details.note[open]').first();
      await note
        .getByText(/Personuppgift i svaret/)
        .first()
        .waitFor();
      assert.ok(await note.evaluate((d) => d.querySelector('summary') === document.activeElement));

      // Doubtful words, by keys alone once the first answer has the focus.
      await tab(page, /Tveksamma ord/).click();
      const asked = page.getByRole('heading', { name: /^Vad menas med/ });
      const word = async () => /”(.+)”/.exec(await asked.textContent())[1];
      await page.getByText('1 av 2').waitFor();
      await page.screenshot({ path: join(SHOTS, 'import-queue.png') });
      const first = await word();
      await page.getByRole('radio').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText('2 av 2').waitFor();
      const second = await word();
      assert.notEqual(first, second);
      await page.keyboard.press('Enter');
      await page.getByText('Välj ett svar först, eller hoppa över.').waitFor();
      await page.keyboard.press('0');
      await page.keyboard.press('Enter');
      await page.getByText(`”${second}” är inget i nätverket. Det gäller 1 ställe.`).waitFor();
      await page.getByRole('heading', { name: `Vad menas med ”${first}”?` }).waitFor();
      await page.keyboard.press('1');
      await page.keyboard.press('Enter');
      await page.getByText(`”${first}” är Unga 13–25 år. Det gäller 1 ställe.`).waitFor();
      await read(page);
      await page.getByText('2 besvarade').waitFor();
      await button(page, 'Ångra senaste svaret').click();
      await page.getByText(`Svaret om ”${first}” är borttaget.`).waitFor();

      // Somebody else, found by name.
      await page.getByRole('heading', { name: `Vad menas med ”${first}”?` }).waitFor();
      await page.keyboard.press('2');
      await page
        .getByRole('combobox', { name: 'Sök aktör, forum eller målgrupp' })
        .fill('våldsutövare');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.getByText(`”${first}” är Våldsutövare. Det gäller 1 ställe.`).waitFor();
      await read(page);

      // The account: what was read is what became of it, for each table and for all.
      await tab(page, 'Kvitto').click();
      await page.getByText('Allt som lästes är redovisat: summorna stämmer.').waitFor();
      const books = await page
        .locator('table.books tbody tr')
        .evaluateAll((rows) =>
          rows.map((r) => [...r.querySelectorAll('td.n')].map((c) => Number(c.textContent))),
        );
      assert.equal(books.length, 6);
      for (const [all, ...parts] of books)
        assert.equal(
          all,
          parts.reduce((a, b) => a + b),
        );
      for (const of of [0, 1]) {
        const sum = books[of].map((n, i) => n + books[of + 2][i]);
        assert.deepEqual(books[of + 4], sum);
      }
      await page.getByText(/^Namn: \d gånger i svaren, sparas inte/).waitFor();
      await page.screenshot({ path: join(SHOTS, 'import-receipt.png') });
      assert.deepEqual(await network(), before, 'nothing is written yet');

      await button(page, 'Skriv in i nätverket').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(/^\d+ nya rader i \d+ tabeller. Inget har skrivits än.$/).waitFor();
      await page.screenshot({ path: join(SHOTS, 'import-ask.png') });
      await dialog.getByRole('button', { name: 'Avbryt' }).click();
      assert.deepEqual(await network(), before, 'asked, not written');
      await button(page, 'Skriv in i nätverket').click();
      await dialog.getByRole('button', { name: 'Skriv in' }).click();
      await page.getByRole('heading', { name: /Import .+ är inskriven/ }).waitFor();
      await page.screenshot({ path: join(SHOTS, 'import-done.png') });
      const after = await network();
      assert.ok(after.ties.length > before.ties.length);

      await button(page, 'Visa kartan').click();
      await page.waitForFunction(() => window.samkarta?.paints > 0);
      assert.doesNotMatch(page.url(), /view=/);
      const lines = () => page.evaluate(() => window.samkarta.lines.length);
      assert.ok((await lines()) > 0, 'the map shows the new ties');
      await page.getByRole('tab', { name: 'Tabeller' }).click();
      await page.screenshot({ path: join(SHOTS, 'import-map.png') });

      await (await into(page, 'Läs in filer')).click();
      await button(page, 'Ångra importen').click();
      await page
        .getByText('Importen är tillbakatagen. Nätverket är som det var innan.')
        .first()
        .waitFor();
      assert.deepEqual((await network()).ties, before.ties);
      await page.locator('main.import .progress').waitFor({ state: 'detached' });
      await button(page, 'Till kartan').click();
      await page.waitForFunction(() => window.samkarta.lines.length === 0);
    },
    { viewport: { width: 1440, height: 900 } },
  ));

test('a file that cannot be read says why, and the others are read', () =>
  visit(async (page) => {
    await input(page).setInputFiles([
      PICTURE,
      EMPTY,
      { name: SHEETS[1], mimeType: 'text/csv', buffer: readFileSync(paths[1]) },
    ]);
    await read(page);
    const files = page.locator('.files li');
    await files
      .filter({ hasText: 'bild.xlsx' })
      .getByText(/filen är en bild/)
      .waitFor();
    await files
      .filter({ hasText: 'tom.csv' })
      .getByText(/är tom/)
      .waitFor();
    await page.getByText('De andra filerna läses ändå.').waitFor();
    assert.equal(await page.locator('#import-panel section').count(), 1);
    await page.screenshot({ path: join(SHOTS, 'import-unread.png') });
    await button(page, 'Ta bort bild.xlsx').click();
    await button(page, 'Ta bort tom.csv').click();
    await read(page);
    assert.equal(await files.count(), 1);
    await button(page, `Ta bort ${SHEETS[1]}`).click();
    await tab(page, /Tabeller/).waitFor({ state: 'detached' });
    assert.equal(await files.count(), 0);
  }, EXPECTED));

test('only unreadable files, or no file, leave nothing to write', () =>
  visit(async (page) => {
    assert.equal(await button(page, 'Skriv in i nätverket').count(), 0);
    await input(page).setInputFiles([EMPTY]);
    await page.getByText('Ingen av filerna går att läsa.').waitFor();
    assert.equal(await button(page, 'Skriv in i nätverket').count(), 0);
  }, EXPECTED));

test('a slow reading counts the seconds and can be stopped', () =>
  visit(async (page) => {
    let held = 0;
    const hold = () => void (held += 1);
    await page.route('**/import', hold);
    await input(page).setInputFiles(paths);
    const bar = page.getByRole('progressbar');
    await bar.waitFor();
    await page.locator('.progress').getByText('1 s').waitFor();
    await page.screenshot({ path: join(SHOTS, 'import-reading.png') });
    await button(page, 'Avbryt').click();
    await page.locator('.progress').getByText('Läsningen avbröts. Inget har skrivits.').waitFor();
    assert.equal(await bar.count(), 0);
    assert.equal(held, 1);
    await page.unroute('**/import', hold);
    await button(page, 'Läs igen').click();
    await read(page);
  }));

test('the whole way by keyboard', () =>
  visit(async (page) => {
    await button(page, 'Välj filer').focus();
    // The browser hands the dialog over a moment after somebody began to listen.
    const chosen = page.waitForEvent('filechooser');
    await page.waitForTimeout(1000);
    await page.keyboard.press('Enter');
    const chooser = await chosen;
    await chooser.setFiles(paths);
    await read(page);
    const focused = (of) => page.evaluate((s) => document.activeElement?.matches(s), of);
    const until = async (of, most = 200) => {
      for (let i = 0; i < most; i++) {
        if (await focused(of)) return;
        await page.keyboard.press('Tab');
      }
      assert.fail(`Tab does not reach ${of}`);
    };
    await until('[role=tab]');
    await page.keyboard.press('ArrowRight');
    await until('input[type=radio]');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await page.getByText('1 besvarat').waitFor();
    await read(page);
    await until('footer button');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await until('dialog[open] button');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /är inskriven/ }).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('.done'));
    await page.getByRole('button', { name: 'Ångra importen', disabled: false }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Importen är tillbakatagen.').first().waitFor();
  }));

test('leaving with unwritten files is asked about', () =>
  visit(async (page) => {
    // From the map, so that there is a step to go back to.
    await button(page, 'Till kartan').click();
    await (await into(page, 'Läs in filer')).click();
    await give(page);
    await button(page, 'Till kartan').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Lämna utan att skriva in?').waitFor();
    await dialog.getByRole('button', { name: 'Stanna kvar' }).click();
    await tab(page, /Tabeller/).waitFor();
    assert.match(page.url(), /view=import/);
    await page.goBack();
    await dialog.getByRole('button', { name: 'Stanna kvar' }).click();
    assert.match(page.url(), /view=import/);
    const asked = page.waitForEvent('dialog');
    await page.evaluate(() => void setTimeout(() => location.reload()));
    const leaving = await asked;
    assert.equal(leaving.type(), 'beforeunload');
    await leaving.dismiss();
    await button(page, 'Till kartan').click();
    await dialog.getByRole('button', { name: 'Lämna' }).click();
    await page.waitForFunction(() => window.samkarta?.paints > 0);
    await (await into(page, 'Läs in filer')).click();
    await button(page, 'Välj filer').waitFor();
  }));

test('what the server refuses or leaves open is told', () =>
  visit(
    async (page) => {
      await button(page, 'Ångra den senaste importen').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Ta tillbaka' }).click();
      await page.getByText('Det finns ingen import att ta tillbaka.').waitFor();
      await give(page);
      await page.route('**/import', (route) => route.abort());
      await button(page, 'Skriv in i nätverket').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Skriv in' }).click();
      await page.getByText(/det är oklart om något skrevs|så det är oklart/).waitFor();
    },
    { expected: /status of 409|ERR_FAILED/ },
  ));

test('nothing stays in the browser', () =>
  visit(async (page) => {
    const stored = () => page.evaluate(() => [localStorage.length, sessionStorage.length]);
    const before = await stored();
    await give(page);
    assert.deepEqual(await stored(), before);
  }));

for (const [width, height] of [
  [1920, 1080],
  [1024, 768],
  [390, 844],
]) {
  test(`every step works and is accessible at ${width}`, () =>
    visit(
      async (page) => {
        const sound = async (name) => {
          await page.screenshot({ path: join(SHOTS, `import-${name}-${width}.png`) });
          assert.deepEqual(await grave(page), [], name);
          assert.equal(await tooWide(page), 0, name);
        };
        await sound('start');
        await give(page);
        await sound('tables');
        await tab(page, /Tveksamma ord/).click();
        await sound('queue');
        await tab(page, 'Kvitto').click();
        await sound('receipt');
        await button(page, 'Skriv in i nätverket').click();
        await page.getByRole('dialog').waitFor();
        await sound('ask');
      },
      { viewport: { width, height } },
    ));
}

test('the view speaks English', () =>
  see(
    browser,
    server.url,
    'lang=en&view=import&tab=receipt',
    async (page) => {
      await input(page).setInputFiles(paths);
      await page.getByText('All that was read is accounted for: the sums hold.').waitFor();
      await page.getByRole('button', { name: 'Write into the network' }).waitFor();
    },
    { ready: opened },
  ));
