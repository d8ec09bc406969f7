import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SHOTS, grave, launch, painted, tooWide, visit as see } from './page.mjs';
import { ALL, start } from './server.mjs';

const OLD = 'sodertalje-2020';
const NEW = 'sodertalje-2024';
const SIDES = ['old', 'new'];

let server;
let browser;

before(async () => {
  server = await start(ALL);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const get = async (path) => (await fetch(`${server.url}api/${path}`)).json();

/** Both maps have been painted. */
const both = (page) =>
  page.waitForFunction(
    () => window.samkartaSides?.old?.paints > 0 && window.samkartaSides?.new?.paints > 0,
    null,
    { timeout: 20_000 },
  );

const panel = (page) => page.locator('main').waitFor();
const visit = (hash, run, options) => see(browser, server.url, hash, run, options);
const compare = (more, run, options) =>
  visit(`lang=sv&view=compare${more}`, run, { ready: both, ...options });
const side = (page, which) =>
  page.evaluate((s) => {
    const { zoom, lit, marks, selected, hovered } = window.samkartaSides[s];
    return { zoom, lit, marks, selected, hovered };
  }, which);
const rectOn = (page, which, id) =>
  page.evaluate(
    ([s, i]) => {
      const r = window.samkartaSides[s].rect(i);
      return r && { x: r.x, y: r.y, width: r.width, height: r.height };
    },
    [which, id],
  );

test('the chooser lists all networks by place and is used with the keyboard', () =>
  visit('lang=sv&sel=rvc', async (page) => {
    const chooser = page.getByLabel('Nätverk', { exact: true });
    const networks = await get('networks');
    assert.equal(await chooser.locator('option').count(), networks.length);
    const texts = await chooser.locator('option').allTextContents();
    for (const n of networks)
      assert.ok(
        texts.some((t) => t.startsWith(n.title)),
        n.title,
      );
    assert.ok(texts.some((t) => /handlingsplan/.test(t)));
    const places = await chooser.locator('optgroup').evaluateAll((g) => g.map((x) => x.label));
    assert.deepEqual(places, [...new Set(networks.map((n) => n.place))]);
    await chooser.focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((id) => location.hash.includes(`n=${id}`), NEW);
    assert.doesNotMatch(page.url(), /sel=/);
    const { title } = networks.find((n) => n.id === NEW);
    await page.getByRole('heading', { name: title, level: 2 }).waitFor();
    await page.goBack();
    await page.waitForFunction(() => location.hash.includes('sel=rvc'));
    // The address changes before the page has answered to it.
    await chooser.locator(`option[value="${OLD}"]:checked`).waitFor({ state: 'attached' });
  }));

test('a link leads to a network and to what is chosen there', () =>
  visit(`lang=sv&n=${NEW}&sel=m-4-1`, async (page) => {
    const { measures } = await get(`networks/${NEW}`);
    const { text } = measures.find((m) => m.id === 'm-4-1');
    await page.getByRole('heading', { name: text, level: 2 }).waitFor();
    await page.getByText(/i källan: ”Indikerad”/).waitFor();
  }));

test('the comparison warns, sums up and asks first about older people', () =>
  compare('', async (page) => {
    const c = await get(`compare/${OLD}/${NEW}`);
    await page.getByText(c.warning.sv).waitFor();
    await page.getByText(c.summary.sv).waitFor();
    const first = page.locator('[data-card]').first();
    assert.match(await first.locator('h3').textContent(), /Äldre över 65 år/);
    assert.match(await first.getAttribute('data-card'), /:touched:/);
    await first.getByText(c.questions[0].text.sv).waitFor();
    await page.screenshot({ path: join(SHOTS, 'compare.png') });
  }));

test('what stands in both lies at the same place, and the maps are marked', () =>
  compare('', async (page) => {
    const layout = await get(`compare/${OLD}/${NEW}/layout`);
    const news = new Set(layout.new.boxes.map((b) => b.id));
    const shared = layout.old.boxes.filter((b) => news.has(b.id)).map((b) => b.id);
    assert.ok(shared.length > 5);
    const places = await page.evaluate(
      (ids) => ids.map((id) => ['old', 'new'].map((s) => window.samkartaSides[s].place(id))),
      shared,
    );
    for (const [i, [a, b]] of places.entries()) assert.deepEqual(a, b, shared[i]);
    for (const s of SIDES) assert.ok((await side(page, s)).marks.includes('same'), s);
    for (const id of ['map-old', 'map-new']) {
      const colours = await page.evaluate((host) => {
        const canvas = document.querySelector(`#${host} canvas`);
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set();
        for (let i = 0; i < data.length; i += 28) {
          seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
        }
        return seen.size;
      }, id);
      assert.ok(colours > 20, `${id}: ${colours} colours`);
    }
  }));

test('moving one map moves the other', () =>
  compare('', async (page) => {
    const zoomed = async (which) => {
      const before = (await side(page, which)).zoom;
      const { x, y, width, height } = await page.locator(`#map-${which}`).boundingBox();
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.mouse.wheel(0, -300);
      await page.waitForFunction((z) => SIDES_AGREE() && window.samkartaSides.old.zoom > z, before);
    };
    await page.evaluate(() => {
      window.SIDES_AGREE = () => {
        const { old, new: newer } = window.samkartaSides;
        return Math.abs(old.zoom - newer.zoom) < 1e-6;
      };
    });
    await zoomed('old');
    await zoomed('new');
    await page.locator('#map-new').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.waitForFunction(() => {
      const host = (s) => document.getElementById(`map-${s}`).getBoundingClientRect();
      const at = (s) => window.samkartaSides[s].rect('rvc').x - host(s).x;
      return Math.abs(at('old') - at('new')) < 0.01;
    });
  }));

test('what is pointed at and chosen in one map is marked in the other', () =>
  compare('', async (page) => {
    const r = await rectOn(page, 'old', 'rvc');
    await page.mouse.move(r.x + r.width / 2, r.y + 3);
    await page.waitForFunction(() => window.samkartaSides.new.hovered === 'rvc');
    await page.mouse.click(r.x + r.width / 2, r.y + 3);
    await page.waitForFunction(() => window.samkartaSides.new.selected === 'rvc');
    assert.equal((await side(page, 'old')).selected, 'rvc');
    await page.getByText(/Finns i båda/).waitFor();
    await page.getByRole('button', { name: 'Släpp valet' }).click();
    await page.waitForFunction(() => window.samkartaSides.old.selected === null);
  }));

test('a question brings out its actors in both maps', () =>
  compare('&question=aldre-over-65:touched:help', async (page) => {
    const old = await get(`networks/${OLD}`);
    const meets = old.actors.filter((a) => a.meets.includes('aldre-over-65')).map((a) => a.id);
    assert.ok(meets.length > 0);
    const { lit } = await side(page, 'old');
    for (const id of meets) assert.ok(lit.includes(id), id);
    assert.ok((await side(page, 'new')).lit.includes('aldreomsorgsnamnden'));
    const card = page.locator('[data-card="aldre-over-65:touched:help"]');
    assert.equal(await card.getByRole('button', { pressed: true }).count(), 1);
    await card.getByText(/Ansvarar för åtgärderna/).waitFor();
    await page.screenshot({ path: join(SHOTS, 'compare-question.png') });
  }));

test('a measure tells its text to the keyboard, and Esc takes it away', () =>
  compare('', async (page) => {
    const { measures } = await get(`networks/${NEW}`);
    const chip = page.locator('[data-card]').first().locator('.chip button').first();
    await chip.focus();
    const tip = page.locator('[role=tooltip].tip');
    await tip.waitFor();
    const text = await tip.textContent();
    assert.ok(
      measures.some((m) => m.text === text),
      text,
    );
    await page.keyboard.press('Escape');
    await tip.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.waitForFunction((id) => location.hash.includes(`n=${id}&`), NEW);
    await painted(page);
  }));

test('questions are filtered by fate and by help, with counts', () =>
  compare('', async (page) => {
    const { questions } = await get(`compare/${OLD}/${NEW}`);
    const cards = page.locator('[data-card]');
    const help = questions.filter((q) => q.help);
    assert.equal(await cards.count(), help.length);
    const fates = page.getByRole('group', { name: 'Vad som hände med luckorna' });
    for (const [fate, name] of [
      ['touched', 'berört men inte stängt'],
      ['untouched', 'orört'],
      ['promised', 'utlovat i planen'],
    ]) {
      const n = help.filter((q) => q.fate === fate).length;
      assert.ok(n > 0, fate);
      await fates.getByRole('button', { name: new RegExp(`^${name} ${n}$`) }).click();
      assert.equal(await cards.count(), n, fate);
    }
    await fates.getByRole('button', { name: /^alla/ }).click();
    await page.getByLabel('Bara hjälp').uncheck();
    assert.equal(await cards.count(), questions.length);
    assert.match(page.url(), /help=all/);
  }));

test('wishes are counted by how they are answered', () =>
  compare('&tab=wishes', async (page) => {
    const { wishes } = await get(`compare/${OLD}/${NEW}`);
    const rows = page.locator('tr[data-wish]');
    assert.equal(await rows.count(), wishes.length);
    const degrees = page.getByRole('group', {
      name: 'Hur önskemålet besvaras',
    });
    for (const [degree, name] of [
      ['answered', 'besvaras'],
      ['partly', 'besvaras delvis'],
      ['none', 'besvaras inte'],
    ]) {
      const n = wishes.filter((x) => x.degree === degree).length;
      await degrees.getByRole('button', { name: new RegExp(`^${name} ${n}$`) }).click();
      assert.equal(await rows.count(), n, degree);
    }
  }));

test('changes are a table that chooses on the maps', () =>
  compare('&tab=changes', async (page) => {
    const { changes } = await get(`compare/${OLD}/${NEW}`);
    const rows = page.locator('#compare-panel tbody tr');
    for (const kind of ['forums', 'ties', 'findings', 'actors']) {
      await page.getByLabel('Visa', { exact: true }).selectOption(kind);
      assert.equal(await rows.count(), changes[kind].length, kind);
    }
    const { name, old } = changes.actors.find((x) => x.change === 'part_of');
    await rows.getByRole('button', { name: name.sv, exact: true }).first().click();
    await page.waitForFunction((id) => window.samkartaSides.old.selected === id, old);
    await page.getByText(/Motsvaras delvis av/).waitFor();
  }));

test('the comparison is one page on paper', () =>
  compare('', async (page) => {
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.locator('.paper img').nth(1).waitFor();
    assert.equal(await page.locator('.paper img').count(), 2);
    assert.ok((await page.locator('.paper li').count()) >= 3);
    const pdf = (await page.pdf({ format: 'A4', landscape: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 1);
  }));

test('all networks have a column, and what is undefined is no number', () =>
  visit(
    'lang=sv&view=all',
    async (page) => {
      const { networks, indicators } = await get('collection');
      await page.locator('tbody tr').first().waitFor();
      assert.equal(await page.locator('thead th').count(), networks.length + 1);
      assert.equal(await page.locator('tbody tr').count(), indicators.length);
      const undefinedOnes = indicators.flatMap((i) => i.values).filter((v) => v.value === null);
      assert.ok(undefinedOnes.length > 0);
      const empty = page.locator('td.undefined');
      assert.equal(await empty.count(), undefinedOnes.length);
      for (const text of await empty.allTextContents()) {
        assert.equal(text.trim(), 'går inte att läsa ur källan');
      }
      await page.getByText(indicators[0].definition.sv).waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: /CSV/ }).click();
      const csv = readFileSync(await (await download).path(), 'utf8');
      assert.equal(csv.trim().split('\r\n').length, indicators.length + 1);
      await page.screenshot({ path: join(SHOTS, 'all.png') });
    },
    { ready: panel },
  ));

test('a number of the cross table opens as many measures', () =>
  visit(`lang=sv&n=${NEW}&tab=plan`, async (page) => {
    const table = page.locator('#below-panel table');
    const opened = page.locator('[data-opened] li');
    await table.waitFor();
    for (const [rows, columns] of [
      ['board', 'function'],
      ['group', 'prevention'],
    ]) {
      await page.getByLabel('Rader').selectOption(rows);
      await page.getByLabel('Kolumner').selectOption(columns);
      const counts = table.locator('td button');
      const total = await counts.count();
      for (const i of [0, Math.floor(total / 2), total - 1]) {
        await counts.nth(i).click();
        assert.equal(await opened.count(), Number(await counts.nth(i).textContent()));
      }
    }
    const { measures } = await get(`networks/${NEW}`);
    assert.equal(await opened.count(), measures.length);
    await opened.first().getByRole('button').click();
    await page.locator('.details h2').waitFor();
    assert.match(page.url(), /sel=m-/);
  }));

test('measures, goals and agreements stand in the tables', () =>
  visit(`lang=sv&n=${NEW}&tab=measures`, async (page) => {
    const data = await get(`networks/${NEW}`);
    for (const name of ['measures', 'goals', 'agreements']) {
      await page.getByLabel('Tabell', { exact: true }).selectOption(name);
      assert.equal(await page.locator('#below-panel tbody tr').count(), data[name].length, name);
    }
    const { name } = data.agreements.find((a) => a.id === 'a-handlingsplan-2021');
    await page.locator('#below-panel').getByRole('button', { name, exact: true }).click();
    await page.locator('.details').getByText('Ersätts av').waitFor();
  }));

test('findings stand by rule and each shows its explanation', () =>
  visit(`lang=sv&n=${NEW}&tab=findings`, async (page) => {
    const { findings, as_of } = await get(`networks/${NEW}/findings`);
    const rules = await get('rules');
    await page.locator('[data-rule]').first().waitFor();
    for (const id of ['plan_practice', 'ending', 'chain_of_command', 'checklist']) {
      const rule = rules.find((r) => r.id === id);
      const own = findings.filter((f) => f.rule === id);
      const section = page.locator(`[data-rule="${id}"]`);
      // The rule of the gravest finding stands open.
      const head = section.getByRole('button').first();
      if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
      await section.getByText(rule.shows.sv).waitFor();
      assert.equal(await section.locator('tbody tr').count(), own.length, id);
      if (id === 'ending') {
        const day = new Date(as_of).toLocaleDateString('sv', {
          dateStyle: 'long',
        });
        await section.getByText(`Räknat från ${day}.`).waitFor();
      }
      await section.locator('tbody button').first().click();
      const details = page.locator('.details');
      await details.getByText(rule.misleads.sv).waitFor();
      for (const heading of ['Vad den visar', 'Varför det spelar roll', 'När den vilseleder']) {
        await details.getByRole('heading', { name: heading }).waitFor();
      }
    }
  }));

test('the new views are fetched when they are opened', () =>
  visit('lang=sv', async (page) => {
    const fetched = () =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((r) => r.name)
          .filter((n) => /Compare|Collection|Plan-|api\/(compare|collection)/.test(n)),
      );
    await page.waitForTimeout(500);
    assert.deepEqual(await fetched(), []);
    await page.getByRole('button', { name: 'Jämför', exact: true }).click();
    await both(page);
    assert.ok((await fetched()).length > 0);
    await page.goBack();
    await page.locator('#map').waitFor();
    await page.getByRole('button', { name: 'Alla nät', exact: true }).click();
    await page.locator('tbody tr').first().waitFor();
  }));

const VIEWS = [
  ['compare', 'view=compare', both],
  ['compare-question', 'view=compare&question=aldre-over-65:touched:help', both],
  ['wishes', 'view=compare&tab=wishes', both],
  ['changes', 'view=compare&tab=changes', both],
  ['plan-practice', 'view=compare&tab=plan', both],
  ['all', 'view=all', (page) => page.locator('tbody tr').first().waitFor()],
  [
    'cross',
    `n=${NEW}&tab=plan`,
    (page) => page.locator('#below-panel td button').first().waitFor(),
  ],
  [
    'measures',
    `n=${NEW}&tab=measures&sel=m-4-1`,
    (page) => page.locator('#below-panel tbody tr').first().waitFor(),
  ],
  ['ending', `n=${NEW}&tab=findings`, (page) => page.locator('[data-rule]').first().waitFor()],
];

for (const [name, hash, ready] of VIEWS) {
  for (const [width, height, lang] of [
    [1920, 1080, 'sv'],
    [1440, 900, 'en'],
    [1024, 768, 'sv'],
    [390, 844, 'sv'],
  ]) {
    const sized = { ready, viewport: { width, height } };
    test(`${name} at ${width}: nothing runs out of the screen, axe finds nothing serious`, () =>
      visit(
        `lang=${lang}&${hash}`,
        async (page) => {
          await page.screenshot({ path: join(SHOTS, `${name}-${width}.png`) });
          assert.ok((await tooWide(page)) <= 0, `${await tooWide(page)} px too wide`);
          if (width === 1440 || width === 390) assert.deepEqual(await grave(page), []);
        },
        sized,
      ));
  }
}
