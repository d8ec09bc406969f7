// Figures of a network, each with its explanation. What they come to is the server's affair.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SHOTS, grave, into, launch, painted, tooWide, visit as see } from './page.mjs';
import { ALL, start } from './server.mjs';

const ID = 'sodertalje-2020';
const PLAN = 'sodertalje-2024';
let server;
let browser;
let measures;
let docs;

const json = async (path) => (await fetch(`${server.url}api/${path}`)).json();

before(async () => {
  server = await start(ALL.filter((n) => n.endsWith(ID) || n.endsWith(PLAN)));
  browser = await launch();
  measures = await json(`networks/${ID}/measures`);
  docs = await json('measures');
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const of = (more = '', lang = 'sv', network = ID) =>
  `n=${network}&lang=${lang}&view=measures${more}`;
const opened = (page) => page.locator('#measures-panel').waitFor({ timeout: 20_000 });
const visit = (run, { hash = of(), ...options } = {}) =>
  see(browser, server.url, hash, run, { ready: opened, ...options });
const doc = (id) => docs.find((d) => d.id === id);
const number = (text) => Number(text.replace(',', '.'));
const names = (page) => page.locator('tbody th').evaluateAll((all) => all.map((e) => e.textContent.trim()));
const column = async (page, at) =>
  (await page.locator(`tbody td:nth-of-type(${at}) .value`).allTextContents()).map((t) => t.trim());
const tab = async (page, selector, most = 80) => {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${selector}`);
};

test('from the map by keyboard alone: figures, an explanation, another tab, sorting, and an actor on the map', () =>
  visit(
    async (page) => {
      await (await into(page, 'Mått')).focus();
      await page.keyboard.press('Enter');
      await opened(page);

      // Every figure of the network stands there, with its interval.
      const shown = page.locator('#measures-panel [data-measure]');
      assert.equal(await shown.count(), Object.keys(measures.network).length);
      const ties = page.locator('[data-measure=ties]');
      assert.match(await ties.textContent(), new RegExp(`${measures.network.ties.value}`));
      assert.match(await ties.textContent(), /\d+–\d+ om några inte hade frågats/);
      const chance = page.locator('[data-measure=ei_sector]');
      assert.match(await chance.textContent(), /av en slump: i medel 0,\d+.*p = 0,\d+/s);
      const core = page.locator('[data-measure=core_periphery]');
      assert.equal(
        await core.locator('.members button').count(),
        measures.network.core_periphery.members.length,
      );

      await tab(page, '[data-measure=density] .name button');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      for (const heading of ['shows', 'formula', 'unit', 'range', 'undefined', 'misleads']) {
        await dialog.getByText(doc('density')[heading].sv, { exact: true }).first().waitFor();
      }
      await dialog.getByText(doc('density').sources[0]).waitFor();
      await page.waitForURL(/measure=density/);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page.waitForFunction(() =>
        document.activeElement?.matches('[data-measure=density] .name button'),
      );
      await page.waitForURL((url) => !/measure=density/.test(url.hash));

      await page.locator('#measures-tab-network').focus();
      await page.keyboard.press('ArrowRight');
      await page.locator('thead').waitFor();
      await page.waitForURL(/tab=actor/);
      assert.equal((await names(page)).length, measures.actors.length);

      // The largest first; the same column again, the smallest; what has no value stays last.
      const degree = (await column(page, 1)).map(number);
      assert.deepEqual(degree, [...degree].sort((a, b) => b - a));
      await tab(page, 'th:nth-child(3) .column button:first-child');
      await page.keyboard.press('Enter');
      await page.waitForURL(/order=betweenness/);
      assert.equal(
        await page.locator('th:nth-child(3)').getAttribute('aria-sort'),
        'descending',
      );
      const down = await column(page, 2);
      const told = down.filter((t) => t !== '–').map(number);
      assert.deepEqual(told, [...told].sort((a, b) => b - a));
      assert.ok(told.length > 0 && told.length < down.length);
      assert.ok(down.slice(told.length).every((t) => t === '–'));
      await page.keyboard.press('Enter');
      await page.waitForURL(/order=betweenness:up/);
      const up = await column(page, 2);
      assert.deepEqual(up.slice(0, told.length).map(number), [...told].reverse());
      assert.ok(up.slice(told.length).every((t) => t === '–'));
      await page.screenshot({ path: join(SHOTS, 'measures-sorted.png') });

      await tab(page, 'tbody th button', 20);
      const [name] = await names(page);
      await page.keyboard.press('Enter');
      await painted(page);
      await page.locator('.details').getByRole('heading', { name }).waitFor();
      await page.goBack();
      await page.locator('thead').waitFor();
      assert.deepEqual((await names(page))[0], name);
    },
    { hash: `n=${ID}&lang=sv`, ready: painted },
  ));

test('columns are chosen and survive a reload; names are searched; the table is downloaded', () =>
  visit(
    async (page) => {
      await page.getByRole('button', { name: 'Välj mått' }).press('Enter');
      await page.getByLabel(doc('closeness').title.sv, { exact: true }).check();
      await page.getByLabel(doc('community').title.sv, { exact: true }).uncheck();
      await page.keyboard.press('Escape');
      await page.waitForURL(({ hash }) => /closeness/.test(hash) && !/community/.test(hash));
      await page.reload();
      await opened(page);
      const heads = await page.locator('thead .column button:first-child').allTextContents();
      const titles = heads.map((t) => t.replace(/ [▴▾]$/, ''));
      assert.ok(titles.includes(doc('closeness').title.sv));
      assert.ok(!titles.includes(doc('community').title.sv));

      await page.getByLabel('Sök på namn').fill('polis');
      await page.waitForFunction((n) => document.querySelectorAll('tbody tr').length < n, 20);
      assert.ok((await names(page)).every((n) => /polis/i.test(n)));
      await page.getByRole('status').getByText(`av ${measures.actors.length} rader`).waitFor();

      const load = async (name) => {
        await page.getByRole('button', { name: 'Ladda ner' }).click();
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByText(name).click(),
        ]);
        const chunks = [];
        for await (const chunk of await file.createReadStream()) chunks.push(chunk);
        return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString() };
      };
      const sheet = await load('Tabellen som den visas');
      assert.equal(sheet.name, `${ID}-actor.csv`);
      const lines = sheet.text.trimEnd().split('\r\n');
      assert.equal(lines[0], `\ufeffNamn;${titles.join(';')}`);
      assert.equal(lines.length - 1, (await names(page)).length);
      assert.match(lines[1], /;\d+(,\d+)?;/);
      const rows = await load('Alla mått i fliken');
      assert.equal(rows.name, `${ID}-measures-actor.csv`);
      assert.match(rows.text, /^scope,subject,measure,value,low,high,mean,sd,p,members\nactor,/);

      await page.getByLabel('Sök på namn').fill('xyzzy');
      await page.getByText('Inget namn passar.').waitFor();
    },
    { hash: of('&tab=actor') },
  ));

test('a link opens an explanation where its measure is; back closes it; nonsense is as usual', () =>
  visit(
    async (page) => {
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('heading', { name: doc('betweenness').title.sv }).waitFor();
      assert.deepEqual(await grave(page), []);
      await page.screenshot({ path: join(SHOTS, 'measures-explained.png') });
      assert.equal(
        await page.locator('#measures-tab-actor').getAttribute('aria-selected'),
        'true',
      );
      await page.reload();
      await dialog.getByText(doc('betweenness').misleads.sv).waitFor();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      assert.equal(
        await page.locator('#measures-tab-actor').getAttribute('aria-selected'),
        'true',
        'closing it changes no tab',
      );
      await page.locator('thead .why').first().click();
      await dialog.waitFor();
      await page.goBack();
      await dialog.waitFor({ state: 'hidden' });
      await page.goto(`${server.url}#${of('&measure=nonsense&tab=nothing&order=x')}`);
      await page.locator('[data-measure=density]').waitFor();
    },
    { hash: of('&measure=betweenness') },
  ));

test('what has no value says why: in the list of an actor, and under the table', () =>
  visit(
    async (page) => {
      await page.getByRole('heading', { name: 'Alla mått för Äldreomsorgen' }).waitFor();
      const mine = page.locator('section [data-measure=betweenness]');
      assert.match(await mine.textContent(), /–/);
      await mine.getByText(doc('betweenness').undefined.sv).waitFor();
      assert.match(await page.locator('section [data-measure=degree]').textContent(), /0/);
      await page
        .locator('[data-lacking]')
        .getByText(`${doc('betweenness').title.sv}: ${doc('betweenness').undefined.sv}`)
        .waitFor();
      await page.getByRole('button', { name: 'Visa bara tabellen' }).press('Enter');
      await page.getByRole('heading', { name: 'Alla mått för' }).waitFor({ state: 'hidden' });
    },
    { hash: of('&tab=actor&sel=aldreomsorgen') },
  ));

test('an actor on the map leads to all of its measures', () =>
  visit(
    async (page) => {
      await page.getByRole('button', { name: 'Alla mått' }).press('Enter');
      await opened(page);
      await page.getByRole('heading', { name: 'Alla mått för Relationsvårdscentrum' }).waitFor();
      await page.getByRole('button', { name: 'Till kartan' }).click();
      await painted(page);
    },
    { hash: `n=${ID}&lang=sv&sel=rvc`, ready: painted },
  ));

test('a network whose informants nobody knows has no intervals and says so', () =>
  visit(
    async (page) => {
      await page.locator('[data-informants]').getByText('Inga intervall.').waitFor();
      const why = await json(`networks/${PLAN}/measures`);
      await page.getByText(why.informants.why.sv).waitFor();
      const lacking = page.locator('[data-measure=closeness_centralisation]');
      await lacking.getByText(doc('closeness_centralisation').undefined.sv).waitFor();
      assert.equal(await page.locator('svg .interval').count(), 0);
    },
    { hash: of('', 'sv', PLAN) },
  ));

test('a network without ties says so instead of zeros', () =>
  visit(
    async (page) => {
      await page.locator('[data-no-ties]').waitFor();
      await page.locator('[data-measure=density]').getByText(doc('density').undefined.sv).waitFor();
      for (const scope of ['tie', 'set']) {
        await page.locator(`#measures-tab-${scope}`).click();
        await page.locator('#measures-panel .question').waitFor();
        assert.equal(await page.locator('tbody tr').count(), 0);
      }
      assert.deepEqual(await grave(page), []);
      await page.screenshot({ path: join(SHOTS, 'measures-no-ties.png') });
    },
    {
      // The server's answer, as it is of a network in which nobody works with anybody.
      ready: async (page) => {
        await page.route(`**/api/networks/${ID}/measures`, (route) =>
          route.fulfill({ json: withoutTies() }),
        );
        await page.reload();
        await opened(page);
      },
    },
  ));

/** What the server says of a network without ties. */
function withoutTies() {
  const none = { value: null, low: null, high: null, baseline: null, members: [] };
  const zero = { ...none, value: 0 };
  const never = (id) => doc(id.split(':')[0]).undefined.en === 'Never.';
  const emptied = (values) =>
    Object.fromEntries(Object.keys(values).map((id) => [id, never(id) ? zero : none]));
  return {
    ...measures,
    network: emptied(measures.network),
    actors: measures.actors.map((a) => ({ ...a, values: emptied(a.values) })),
    ties: [],
    sets: [],
  };
}

test('on paper the table stands without buttons', () =>
  visit(
    async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.getByRole('button', { name: 'Välj mått' }).count(), 0);
      assert.ok(await page.locator('tbody th').first().isVisible());
      await page.pdf({ path: join(SHOTS, 'measures.pdf'), format: 'A4' });
    },
    { hash: of('&tab=forum') },
  ));

for (const lang of ['sv', 'en']) {
  for (const width of [1920, 1024, 390]) {
    test(`measures have room and no barrier at ${width} in ${lang}`, () =>
      visit(
        async (page) => {
          for (const scope of ['network', 'actor', 'forum', 'tie', 'set']) {
            await page.locator(`#measures-tab-${scope}`).click();
            assert.deepEqual(await grave(page), [], scope);
            assert.ok((await tooWide(page)) <= 0, scope);
            const wide = await page
              .locator('.measures')
              .evaluate((e) => e.scrollWidth - e.clientWidth);
            assert.ok(wide <= 0, `${scope} is ${wide} px too wide`);
            await page.screenshot({
              path: join(SHOTS, `measures-${scope}-${width}-${lang}.png`),
            });
          }
          if (width !== 390) return;
          const low = await page
            .locator('.measures button:not(.link), .measures input, .measures summary')
            .evaluateAll((all) =>
              all
                .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
                .map((e) => e.textContent),
            );
          assert.deepEqual(low, []);
        },
        {
          hash: of('', lang),
          viewport: { width, height: width === 390 ? 844 : 1000 },
        },
      ));
  }
}

test('every rule is explained, those that find nothing here too', async () => {
  const rules = await json('rules');
  await visit(
    async (page) => {
      await page.locator('[data-rule]').nth(rules.length - 1).waitFor();
      assert.equal(await page.locator('[data-rule]').count(), rules.length);
      for (const rule of [rules[0], rules.at(-1)]) {
        const part = page.locator(`[data-rule=${rule.id}]`);
        await part.locator('summary').press('Enter');
        for (const heading of ['shows', 'matters', 'example', 'misleads'])
          await part.getByText(rule[heading].sv, { exact: true }).waitFor();
        for (const constant of rule.constants)
          assert.match(await part.textContent(), new RegExp(`${constant.shows.sv}: \\d`));
        await part.getByText(rule.sources[0]).waitFor();
      }
      const { silent } = await json(`networks/${ID}/findings`);
      assert.ok(silent.length > 0);
      const part = page.locator(`[data-rule=${silent[0].rule}]`);
      await part.locator('summary').press('Enter');
      await part.getByText(silent[0].why.sv, { exact: true }).waitFor();
      assert.deepEqual(await grave(page), []);
      assert.ok((await tooWide(page)) <= 0);
    },
    { hash: of('&tab=rules'), viewport: { width: 390, height: 844 } },
  );
});
