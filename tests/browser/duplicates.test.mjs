// What may be the same, on an invented package: the tests write only in its copy.
// Which pairs there are and how likely they are is the server's affair: nothing here depends on it.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { SHOTS, grave, into, launch, painted, rectOf, tooWide, visit as see } from './page.mjs';
import { ID, LEFT_OUT, RICH, allSure, barsOf, button, cards, crossed } from './look-alikes.mjs';
import { findingOf, focused, heldBack, names, small, spill, tabTo, written } from './look-alikes.mjs';
import { ALL, start } from './server.mjs';

let server;
let browser;
let source;
const path = () => join(server.networks[0], 'verdicts.csv');
const onDisk = () =>
  existsSync(path()) ? readFileSync(path(), 'utf8').trim().split('\n').slice(1) : [];
const api = (more) => `${server.url}api/networks/${ID}${more}`;
const told = async () => (await fetch(api('/duplicates'))).json();
const post = (more, body) =>
  fetch(api(more), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url.slice(0, -1) },
    body: JSON.stringify(body),
  });

before(async () => {
  source = mkdtempSync(join(tmpdir(), 'samkarta-pairs-'));
  const folder = written(source);
  server = await start([folder, ...ALL.filter((n) => n.includes('handbok'))]);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.stop();
  if (source) rmSync(source, { recursive: true, force: true });
});

// A test that stopped half-way leaves no verdict for the next one.
afterEach(async () => {
  for (const { one, other } of (await told()).settled) {
    await post('/verdicts/undo', { pairs: [{ one: one.id, other: other.id }] });
  }
});

const opened = (page) =>
  page.getByRole('heading', { name: /Är det samma|Is it the same/ }).waitFor();
const visit = (run, { more = '', ...options } = {}) =>
  see(browser, server.url, `n=${ID}&lang=sv&view=duplicates${more}`, run, {
    ready: opened,
    ...options,
  });
const rich = (page, body = RICH) =>
  page.route('**/duplicates', (route) => route.fulfill({ json: body }));
/** Opens the view with an answer of the test's own. */
const visitRich = (run, { body = RICH, lang = 'sv', more = '', ...options } = {}) =>
  see(
    browser,
    server.url,
    `n=${ID}&lang=${lang}`,
    async (page) => {
      await rich(page, body);
      assert.ok((await spill(page)) <= 0, 'the bar above the map has room for the way in');
      await page.screenshot({
        path: join(SHOTS, `duplicates-way-in-${page.viewportSize().width}.png`),
      });
      await page.evaluate(
        (to) => (location.hash = to),
        `n=${ID}&lang=${lang}&view=duplicates${more}`,
      );
      await opened(page);
      await run(page);
    },
    options,
  );

test('pairs are answered by the keyboard alone, and taken back', () =>
  visit(async (page) => {
    const { pairs } = await told();
    assert.ok(pairs.length >= 4, 'the package has look-alikes');
    const of = (i) => [pairs[i].one.name, pairs[i].other.name];
    assert.deepEqual(await names(page), of(0));
    await page.getByText(`Par 1 av ${pairs.length} kvar · 0 avgjorda`).waitFor();
    await page.screenshot({ path: join(SHOTS, 'duplicates-first.png') });

    // There and back.
    await page.keyboard.press('j');
    await page.getByText(`Par 2 av ${pairs.length} kvar`).waitFor();
    assert.deepEqual(await names(page), of(1));
    await page.keyboard.press('ArrowRight');
    await page.getByText(`Par 3 av ${pairs.length} kvar`).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('k');
    await page.getByText(`Par 1 av ${pairs.length} kvar`).waitFor();
    await page.keyboard.press('k');
    await page.getByText(`Par 1 av ${pairs.length} kvar`).waitFor();

    // The same, with a reason and a role. What is written in a field is no answer.
    await page.keyboard.press('m');
    await page.keyboard.type('sovd');
    assert.deepEqual(onDisk(), []);
    await page.keyboard.press('Enter');
    await page.getByText('Motiveringen sparas med nästa svar.').waitFor();
    await page.getByLabel('Av vem (roll eller enhet)').fill('samordnaren');
    await page.getByLabel('Av vem (roll eller enhet)').press('Enter');
    await page.keyboard.press('s');
    await page.getByText(`Par 1 av ${pairs.length - 1} kvar · 1 avgjort`).waitFor();
    assert.equal(onDisk().length, 1);
    assert.match(
      onDisk()[0],
      new RegExp(`^${pairs[0].one.id},${pairs[0].other.id},[^,]*,[^,]*,same,sovd,samordnaren,`),
    );
    const status = page.locator('footer [role=status]');
    assert.match(await status.textContent(), /är samma\.\s*Ångra med Z\.\s*Nästa: ”/);
    assert.deepEqual(await names(page), of(1));
    assert.equal(await page.getByLabel(/^Motivering/).inputValue(), '');

    // Different; the role is remembered, the reason is not.
    await page.keyboard.press('o');
    await page.getByText(`Par 1 av ${pairs.length - 2} kvar · 2 avgjorda`).waitFor();
    assert.match(
      onDisk()[1],
      new RegExp(`^${pairs[1].one.id},${pairs[1].other.id},[^,]*,[^,]*,different,,samordnaren,`),
    );

    // Put off: it comes back last.
    const before = await names(page);
    await page.keyboard.press('v');
    await page.getByText(/får vänta\. Paret kommer igen sist\./).waitFor();
    assert.notDeepEqual(await names(page), before);
    assert.equal(onDisk().length, 2);
    await page.keyboard.press('z');
    await page.getByText(/väntar inte längre\./).waitFor();
    assert.deepEqual(await names(page), before);
    assert.equal(onDisk().length, 2);
    await page.keyboard.press('v');
    await page.getByText(/får vänta\./).waitFor();

    // Part of: the second of the two ways.
    const { one, other } = pairs[3];
    await page.keyboard.press('d');
    await page.getByRole('dialog').getByText('Vilken är en del av vilken?').waitFor();
    await page.screenshot({ path: join(SHOTS, 'duplicates-part.png') });
    await page.keyboard.press('s');
    await page.keyboard.press('2');
    await page.getByText('3 avgjorda').waitFor();
    assert.match(onDisk()[2], new RegExp(`^${other.id},${one.id},[^,]*,[^,]*,part_of`));
    while (!(await page.getByText('Alla par är avgjorda').count())) {
      const now = await page.locator('.at').textContent();
      await page.keyboard.press('s');
      await page.waitForFunction((t) => document.querySelector('.at').textContent !== t, now);
    }
    await page.getByText(/\d+ par hopslag.+, 1 olika, 1 del av något större\./).waitFor();
    await page.screenshot({ path: join(SHOTS, 'duplicates-finished.png') });

    // Everything taken back, by both ways of writing it.
    for (let left = pairs.length; left > 0; left--) {
      if (left === 2) {
        await page.keyboard.press('z');
        await page.getByText(/väntar inte längre\./).waitFor();
      }
      await page.keyboard.press(left % 2 ? 'z' : 'Control+z');
      await page.getByText(left === 2 ? '1 avgjort' : `${left - 1} avgjorda`).waitFor();
    }
    assert.deepEqual(onDisk(), []);
    assert.deepEqual(await told(), { ...(await told()), pairs });
    await page.keyboard.press('z');
    await page.getByText(/Du har inget svar att ångra här/).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('en del av: sedan 1 eller 2').waitFor();
    await page.screenshot({ path: join(SHOTS, 'duplicates-keys.png') });

    // Without letters: only the fields and buttons are left.
    await page.getByLabel('Använd snabbtangenter').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.keyboard.press('d');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    assert.deepEqual(onDisk(), []);
  }));

test('Tab and Enter do all that the letters do', () =>
  visit(async (page) => {
    await cards(page).first().waitFor();
    const until = (of) => tabTo(page, of);
    await until('.answers .different');
    await page.keyboard.press('Enter');
    await page.getByText('1 avgjort').waitFor();
    // The focus stays, so that the next pair can be answered.
    assert.ok(await focused(page, '.answers .different'));
    await until('.answers .part_of');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('2 avgjorda').waitFor();
    assert.deepEqual(
      onDisk().map((row) => row.split(',')[4]),
      ['different', 'part_of'],
    );
  }));

test('what is the same is one box on the map, also by the back button', () =>
  see(browser, server.url, `n=${ID}&lang=sv`, async (page) => {
    assert.ok(await rectOf(page, 'rvc'));
    assert.ok(await rectOf(page, 'relationsvaldscentrum'));
    await (await into(page, 'Dubbletter')).click();
    await page.evaluate(
      (to) => (location.hash = to),
      `n=${ID}&lang=sv&view=duplicates&sel=relationsvaldscentrum~rvc`,
    );
    await page.waitForFunction(() => location.hash.includes('sel='));
    assert.deepEqual(await names(page), ['Relationsvåldscentrum', 'Relationsvåldscentrum']);
    await page.keyboard.press('s');
    await page.getByText('1 avgjort').waitFor();
    await button(page, 'Till kartan').click();
    // Behind the view: nobody waits for a new map.
    await page.waitForFunction(
      () => window.samkarta?.rect('rvc') && !window.samkarta.rect('relationsvaldscentrum'),
    );
    await page.screenshot({ path: join(SHOTS, 'duplicates-map.png') });

    await (await into(page, 'Dubbletter')).click();
    await page.getByRole('button', { name: /^Avgjorda/ }).click();
    await page.getByRole('button', { name: /^Ångra svaret om/ }).click();
    await page.getByText('Inget är avgjort än.').waitFor();
    assert.deepEqual(onDisk(), []);
    const status = page.locator('.duplicates footer [role=status]');
    await page.getByText(/^Ångrat: /).waitFor();
    const left = await status.evaluate((p) => p.getBoundingClientRect().left);
    assert.ok(left >= 10, `what is told begins at ${left}`);
    await page.goBack();
    await page.waitForFunction(() => window.samkarta?.rect('relationsvaldscentrum'));

    // A name leads to the map, and the way back to the pair.
    await (await into(page, 'Dubbletter')).click();
    await page.getByRole('button', { name: /^Forum/ }).click();
    await page.getByRole('heading', { name: 'Deltagare' }).waitFor();
    await button(page, 'BUP').click();
    await painted(page);
    assert.match(page.url(), /sel=bup/);
  }));

test('all sure pairs are listed, accepted at once and taken back at once', () =>
  see(browser, server.url, `n=${ID}&lang=sv`, async (page) => {
    await allSure(page);
    await (await into(page, 'Dubbletter')).click();
    await cards(page).first().waitFor();
    const { pairs } = await told();
    const n = pairs.length;
    await button(page, `Godta alla säkra (${n})`).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByRole('listitem').count(), n);
    await page.screenshot({ path: join(SHOTS, 'duplicates-accept.png') });
    await dialog.getByRole('button', { name: 'Avbryt' }).click();
    assert.deepEqual(onDisk(), []);
    await button(page, `Godta alla säkra (${n})`).click();
    await dialog.getByRole('button', { name: 'Ja, de är samma' }).click();
    await page.getByText(`Sparat: ${n} par är avgjorda som samma.`).waitFor();
    assert.equal(onDisk().length, n);
    assert.ok(onDisk().every((row) => /,same,Godtagen bland säkra förslag/.test(row)));
    let asked = 0;
    page.on('request', (request) => (asked += /verdicts\/undo$/.test(request.url()) ? 1 : 0));
    await page.keyboard.press('z');
    await page.getByText(`Ångrat: ${n} svar är borttagna.`).waitFor();
    assert.deepEqual(onDisk(), []);
    assert.equal(asked, 1, 'all of them in one request');
  }));

test('a sure pair that would join what is not sure is listed and not accepted', () => {
  const [body, why] = LEFT_OUT;
  return visitRich(
    async (page) => {
      await button(page, 'Godta alla säkra (1)').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Ett säkert par är inte med. Avgör det för sig:').waitFor();
      await dialog.getByText(why.sv).waitFor();
      await page.screenshot({ path: join(SHOTS, 'duplicates-left-out.png') });
    },
    { body },
  );
});

test('leaving does not wait for a new map', () =>
  visit(async (page) => {
    await names(page);
    await page.keyboard.press('s');
    await page.getByText('1 avgjort').waitFor();
    const free = await heldBack(page, '**/layout');
    await button(page, 'Till kartan').click();
    await page.waitForFunction(() => !location.hash.includes('view=duplicates'));
    await painted(page);
    free();
  }));

test('when the server refuses, the pair stays and the reason is told', () =>
  visit(
    async (page) => {
      const first = await names(page);
      await page.getByLabel('Av vem (roll eller enhet)').fill('070-123 45 67');
      await page.getByLabel('Av vem (roll eller enhet)').press('Enter');
      await page.keyboard.press('s');
      await page
        .getByRole('alert')
        .getByText(/Skriv en roll eller enhet/)
        .waitFor();
      assert.deepEqual(await names(page), first);
      assert.deepEqual(onDisk(), []);
      await page.screenshot({ path: join(SHOTS, 'duplicates-refused.png') });
      await page.getByLabel('Av vem (roll eller enhet)').fill('samordnaren');
      await page.route('**/verdicts', (route) => route.abort());
      await button(page, 'Samma').click();
      await page
        .getByRole('alert')
        .getByText(/Servern svarar inte/)
        .waitFor();
      assert.deepEqual(await names(page), first);
      await page.unroute('**/verdicts');
      await button(page, 'Samma').click();
      await page.getByText('1 avgjort').waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
      // Another window has taken it back meanwhile.
      const [{ one, other }] = (await told()).settled;
      await post('/verdicts/undo', { pairs: [{ one: one.id, other: other.id }] });
      await page.keyboard.press('z');
      await page
        .getByRole('alert')
        .getByText(/finns inget beslut/)
        .waitFor();
      assert.deepEqual(await names(page), first);
      await page.getByText('0 avgjorda').waitFor();
    },
    { expected: /status of 400|status of 409|ERR_FAILED/ },
  ));

test('saving that takes long is told, and nothing is answered twice meanwhile', () =>
  visit(async (page) => {
    await names(page);
    let asked = 0;
    page.on('request', (r) => (asked += Number(r.url().endsWith('/verdicts'))));
    const free = await heldBack(page, '**/verdicts');
    await page.keyboard.press('s');
    await page.keyboard.press('s');
    await page.getByText('Sparar …').waitFor();
    assert.deepEqual(onDisk(), []);
    free();
    await page.getByText('1 avgjort').waitFor();
    await page.getByText(/^Sparat: /).waitFor();
    assert.equal(asked, 1);
    assert.equal(onDisk().length, 1);
  }));

test('verdicts are listed with who, when and why, and those not used say so', () =>
  visitRich(
    async (page) => {
      await page.getByText('Samma förening, två stavningar.').waitFor();
      await page.getByText('Aktör · 20 november 2026 · samordnaren').first().waitFor();
      await page.getByText('Svaret används inte: ingen post har id x längre').waitFor();
      await page.screenshot({ path: join(SHOTS, 'duplicates-settled.png') });
    },
    { more: '&tab=settled' },
  ));

test('the evidence is a list that needs no bars', () =>
  visitRich(async (page) => {
    const rows = await page.locator('.why ol > li:not([aria-hidden])').allInnerTexts();
    assert.equal(rows.length, RICH.pairs[0].evidence.length + 2);
    assert.match(rows[0], /^Utgångsläge.*\s−9,3 bit/s);
    assert.match(rows[4], /Olika nivå.*\s−2,6 bit\s*, talar emot/s);
    assert.match(rows.at(-1), /^Summa\s\+2,7 bit/s);
    await page.getByText('87 % – troligen samma').waitFor();
    await page.getByText('Något talar tydligt emot').waitFor();
    // Each bar begins where the one before it ended.
    const bars = await barsOf(page);
    for (let i = 1; i < bars.length - 1; i++) {
      assert.ok(Math.abs(bars[i][0] - bars[i - 1][1]) < 4, `bar ${i}`);
    }
    assert.ok(Math.abs(bars.at(-1)[1] - bars.at(-2)[1]) < 4);
  }));

test('a finding leads to its pair', () =>
  see(browser, server.url, `n=${ID}&lang=sv`, async (page) => {
    const { pairs } = await told();
    const last = pairs.at(-1);
    const finding = findingOf(last);
    await page.route('**/findings', async (route) => {
      const answer = await route.fetch();
      const body = await answer.json();
      await route.fulfill({ response: answer, json: { ...body, findings: [finding] } });
    });
    await page.reload();
    await painted(page);
    await page.getByRole('tab', { name: 'Iakttagelser' }).click();
    await page.getByRole('button', { name: 'Två poster är nog samma' }).first().click();
    await button(page, 'Granska paret').click();
    assert.deepEqual(await names(page), [last.one.name, last.other.name]);
    await page.getByText(`Par ${pairs.length} av ${pairs.length} kvar`).waitFor();
  }));

test('a network without look-alikes says what that means', () =>
  visitRich(
    async (page) => {
      await page.getByText('Inga troliga dubbletter').waitFor();
      await page.getByText(/För inget par är det mer än 30\s% sannolikt/).waitFor();
      await page.screenshot({ path: join(SHOTS, 'duplicates-none.png') });
      await button(page, 'Visa kartan').click();
      await painted(page);
    },
    { body: { prior: null, proposed: 0.3, sure: 0.95, pairs: [], settled: [] } },
  ));

test('a model of a network can be reviewed as well', () =>
  see(
    browser,
    server.url,
    'n=handbok-steg-1&lang=sv&view=duplicates',
    async (page) => {
      await page.locator('.cards, section h2').first().waitFor();
    },
    { ready: opened },
  ));

test('nothing stays in the browser', () =>
  visit(async (page) => {
    await names(page);
    await page.getByLabel('Av vem (roll eller enhet)').fill('samordnaren');
    assert.deepEqual(
      await page.evaluate(() => [localStorage.length, sessionStorage.length]),
      [0, 0],
    );
  }));

for (const [width, height] of [
  [1920, 1080],
  [1024, 768],
  [390, 844],
]) {
  test(`every part works and is accessible at ${width}`, () =>
    visitRich(
      async (page) => {
        const sound = async (name) => {
          await page.screenshot({ path: join(SHOTS, `duplicates-${name}-${width}.png`) });
          assert.deepEqual(await grave(page), [], name);
          assert.equal(await tooWide(page), 0, name);
          assert.deepEqual(await small(page), [], name);
        };
        await names(page);
        await sound('pair');
        await page.locator('.why').scrollIntoViewIfNeeded();
        await page.locator('main .body').evaluate((b) => b.scrollTo(0, b.scrollHeight));
        await sound('evidence');
        assert.deepEqual(await crossed(page), [], 'no figure of the axis lies on another');
        await button(page, 'Del av …').click();
        await sound('part');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^Godta alla säkra/ }).click();
        await sound('accept');
        await page.keyboard.press('Escape');
        const settled = page.getByRole('button', { name: /^Avgjorda/ });
        const { right } = await settled.evaluate((b) => b.getBoundingClientRect().toJSON());
        assert.ok(right <= width, 'the settled are seen without drawing anything aside');
        await settled.click();
        await sound('settled');
      },
      { viewport: { width, height } },
    ));
}

test('forced colours leave bars and answers to be seen', () =>
  visitRich(
    async (page) => {
      await names(page);
      await page.screenshot({ path: join(SHOTS, 'duplicates-forced.png') });
      const colours = await page
        .locator('.why .bar')
        .evaluateAll((all) => all.map((b) => getComputedStyle(b).backgroundColor));
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.ok(colours.every((c) => c !== ground));
    },
    { forcedColors: 'active' },
  ));

test('the view speaks English', () =>
  visitRich(
    async (page) => {
      await page.getByText('87% – likely the same').waitFor();
      await page.getByText('Pair 1 of 3 left · 3 settled').waitFor();
      await page.getByText('Different levels: local and regional').waitFor();
      await page.screenshot({ path: join(SHOTS, 'duplicates-english.png') });
    },
    { lang: 'en' },
  ));
