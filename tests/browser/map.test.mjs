import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  SHOTS,
  grave,
  launch,
  open,
  painted,
  rectOf,
  repainted,
  tooWide,
  visit as see,
} from './page.mjs';
import { start } from './server.mjs';

/** A group and function where the 2020 source shows that people fall between. */
const GROUP = process.env.SAMKARTA_GROUP ?? 'aldre-over-65';
const CELL = `${GROUP}:support`;
const ACTOR = 'rvc';

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

const visit = (hash, run, options) => see(browser, server.url, hash, run, options);

const network = async () => (await (await fetch(`${server.url}api/networks`)).json())[0].id;
const get = async (path) =>
  (await fetch(`${server.url}api/networks/${await network()}${path}`)).json();

test('the canvas is painted and not blank', () =>
  visit('lang=sv', async (page) => {
    const colours = await page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const x = canvas.getContext('2d');
      const { data } = x.getImageData(0, 0, canvas.width, canvas.height);
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4 * 7) {
        seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      }
      return seen.size;
    });
    assert.ok(colours > 20, `${colours} colours`);
    assert.ok((await page.evaluate(() => window.samkarta.labels)) > 20);
  }));

test('the page is in Swedish and turns English', () =>
  visit('', async (page) => {
    assert.equal(await page.getAttribute('html', 'lang'), 'sv');
    await page.getByRole('tab', { name: 'Luckor' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.getByRole('tab', { name: 'Gaps' }).waitFor();
    assert.match(page.url(), /lang=en/);
  }));

test('the map comes first and has the room until a table is opened', () =>
  visit('lang=sv', async (page) => {
    await page.getByRole('button', { name: 'Gå igenom iakttagelserna' }).waitFor();
    const early = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((r) => /coverage|findings|rules/.test(r.name))
        .map((r) => r.startTime - window.samkarta.first),
    );
    assert.equal(early.length, 3);
    assert.ok(
      early.every((ms) => ms > -1),
      `${early}`,
    );
    assert.equal(await page.locator('#below-panel').count(), 0);
    assert.equal(await page.getByRole('tab', { selected: true }).count(), 0);
    const { height } = await page.locator('#map').boundingBox();
    assert.ok(height > 0.8 * 900, `${height}`);
    await page.getByRole('button', { name: /Se vilka grupper/ }).click();
    await page.locator('[data-cell]').first().waitFor();
    await page.getByRole('tab', { name: 'Luckor', selected: true }).waitFor();
  }));

test('choosing the cell over 65 x support draws routes and explains', () =>
  visit('lang=sv&tab=matrix', async (page) => {
    const routes = await get(`/routes?group=${GROUP}&function=support`);
    await page.locator(`[data-cell="${CELL}"]`).click();
    await page.getByText(routes.explanation.sv).waitFor();
    await page
      .getByRole('heading', {
        name: new RegExp(`^${routes.routes.length} väg`),
      })
      .waitFor();
    if (routes.dead_ends.length > 0) {
      await page.getByRole('heading', { name: /återvändsgränd/ }).waitFor();
    }
    if (routes.hole?.missing) await page.getByText(routes.hole.text.sv).first().waitFor();
    assert.match(page.url(), new RegExp(`cell=${CELL}`));
    assert.equal(await page.locator(`[data-cell="${CELL}"]`).getAttribute('aria-pressed'), 'true');
    await page.screenshot({ path: join(SHOTS, 'cell.png') });
  }));

test('what nobody was asked about is marked and not called a gap', () =>
  visit('lang=sv&tab=matrix', async (page) => {
    const coverage = await get('/coverage');
    const unasked = coverage.cells.filter((c) => !c.asked);
    assert.ok(unasked.length > 0, 'the package has cells that nobody was asked about');
    await page.locator('[data-cell]').first().waitFor();
    assert.equal(await page.locator('[data-cell] .ask').count(), unasked.length);
    const [cell] = unasked;
    const box = page.locator(`[data-cell="${cell.group}:${cell.function}"]`);
    assert.match(await box.textContent(), /Ingen som borde veta har tillfrågats/);
    await box.click();
    await page.locator('article .unasked').waitFor();
  }));

test('a route whose way in is not stated is a question, on the map and in words', async () => {
  const routes = await get(`/routes?group=${GROUP}&function=support`);
  const at = routes.routes.findIndex((r) => r.steps[0].via.kind === 'unstated');
  assert.ok(at >= 0, 'the package has such a route');
  await visit(`lang=sv&cell=${CELL}&route=${at}`, async (page) => {
    const chosen = page.locator('.pick[aria-pressed="true"]');
    await chosen.waitFor();
    assert.match(await chosen.textContent(), /Öppen fråga: ingången är inte angiven i källan/);
    await page.waitForFunction(() => window.samkarta.marks.includes('maybe_in'));
    assert.ok(!(await page.evaluate(() => window.samkarta.marks.includes('way_in'))));
    const ends = routes.dead_ends.filter((e) => e.way_in === 'unstated');
    assert.equal(await page.locator('.stop.open').count(), ends.length);
    await page.screenshot({ path: join(SHOTS, 'unstated.png') });
  });
  const stated = routes.routes.findIndex((r) => r.steps[0].via.kind !== 'unstated');
  await visit(`lang=sv&cell=${CELL}&route=${stated}`, async (page) => {
    await page.waitForFunction(() => window.samkarta.marks.includes('way_in'));
    assert.ok(!(await page.evaluate(() => window.samkarta.marks.includes('maybe_in'))));
  });
});

test('the keyboard alone leads from the map to details and back', () =>
  visit('lang=sv', async (page) => {
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'map');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('sel='));
    const first = new URL(page.url()).hash;
    const spoken = await page.locator('#map ~ [aria-live]').first().textContent();
    assert.match(spoken, /Vald: .+ koppling/);
    await page.keyboard.press('2');
    await page.waitForFunction(() => location.hash.includes('steps=2'));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.includes('sel='));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction((h) => location.hash.includes('sel=') && location.hash !== h, first);
    await page.keyboard.press('Tab');
    assert.notEqual(await page.evaluate(() => document.activeElement.id), 'map');
  }));

test('a part of a group stands under the group, further in, and a line says why', () =>
  visit('lang=sv&tab=matrix', async (page) => {
    await page.getByText('En indragen grupp är en del av den ovanför').waitFor();
    const names = await page.locator('tbody th[scope=row]').allTextContents();
    const at = (name) => names.findIndex((text) => text.trim() === name);
    const [whole, part, old] = ['Våldsutsatta vuxna', 'Våldsutsatta kvinnor', 'Äldre över 65 år'].map(at);
    assert.ok(whole >= 0 && whole < part && whole < old, `${whole} ${part} ${old}`);
    assert.equal(at('Äldre par där en person har demens') - old, 2, 'after the other part of it');
    const left = (row) =>
      page.locator('tbody th[scope=row] .group').nth(row).evaluate((e) => e.getBoundingClientRect().left);
    assert.ok((await left(part)) > (await left(whole)) + 5);
    await page.screenshot({ path: join(SHOTS, 'matrix-parts.png') });
  }));

test('the matrix is walked with arrow keys', () =>
  visit('lang=sv&tab=matrix', async (page) => {
    const coverage = await get('/coverage');
    await page.locator('[data-cell][tabindex="0"]').focus();
    await page.keyboard.press('ArrowDown');
    const at = await page.evaluate(() => document.activeElement.dataset.cell);
    assert.ok(at.startsWith(`${coverage.groups[1]}:`), at);
    await page.keyboard.press('Enter');
    await page.waitForFunction((c) => location.hash.includes(`cell=${c}`), at);
  }));

test('search counts, dims and jumps', () =>
  visit('lang=sv', async (page) => {
    const box = page.getByRole('combobox', { name: /Sök/ });
    await box.fill('relationsv');
    const options = page.getByRole('option');
    await options.first().waitFor();
    const n = await options.count();
    await page.getByText(new RegExp(`^${n} träff`)).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.includes('sel='));
    const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('sel');
    await page.locator(`[role=treeitem][aria-selected=true], h2`).first().waitFor();
    assert.ok(await rectOf(page, id), `${id} stands on the map`);
  }));

test('every filter has a chip, and one button clears them all', () =>
  visit('lang=sv&sector=state&kind=role&off=member', async (page) => {
    const chips = page.getByRole('group', { name: 'Aktiva filter' });
    assert.equal(await chips.getByRole('button', { name: /Ta bort/ }).count(), 3);
    await chips
      .getByRole('button', { name: /Ta bort/ })
      .first()
      .click();
    assert.equal(await chips.getByRole('button', { name: /Ta bort/ }).count(), 2);
    await chips.getByRole('button', { name: 'Rensa allt' }).click();
    await chips.waitFor({ state: 'detached' });
    assert.doesNotMatch(page.url(), /sector|kind|off/);
  }));

test('the address restores the view, and back goes back', () =>
  visit(`lang=en&sel=${ACTOR}&steps=2&tab=ties&at=900,500,1.2`, async (page) => {
    const { actors } = await get('');
    const name = actors.find((a) => a.id === ACTOR).name;
    await page.getByRole('heading', { name, level: 2 }).waitFor();
    assert.equal(await page.evaluate(() => window.samkarta.zoom), 1.2);
    assert.equal(await page.getByLabel('Table', { exact: true }).inputValue(), 'ties');
    await page.getByRole('button', { name: 'Svenska' }).click();
    await page.goBack();
    await page.getByRole('button', { name: 'Svenska' }).waitFor();
    await page.getByRole('heading', { name, level: 2 }).waitFor();
  }));

test('the tables say what the canvas says', () =>
  visit('lang=sv&tab=actors', async (page) => {
    const data = await get('');
    const { boxes } = await get('/layout');
    const rows = page.locator('#below-panel tbody tr');
    const drawn = boxes.filter((b) => b.kind === 'actor');
    assert.equal(await rows.count(), drawn.length);
    const names = new Set(await page.locator('#below-panel tbody th').allTextContents());
    for (const b of drawn) {
      const { name } = data.actors.find((a) => a.id === b.id);
      assert.ok(
        [...names].some((n) => n.trim() === name),
        name,
      );
    }
    for (const [table, list] of [
      ['forums', data.forums],
      ['referrals', data.referrals],
      ['ties', data.ties],
      ['services', data.services],
      ['statements', data.statements],
    ]) {
      await page.getByLabel('Tabell', { exact: true }).selectOption(table);
      assert.equal(await rows.count(), list.length, table);
    }
  }));

test('a row of a table chooses on the map and in the details', () =>
  visit('lang=sv&tab=forums', async (page) => {
    const { forums } = await get('');
    const forum = forums[0];
    await repainted(page, () =>
      page.locator('#below-panel').getByRole('button', { name: forum.name }).first().click(),
    );
    await page.getByRole('heading', { name: forum.name, level: 2 }).waitFor();
    await page.waitForFunction(
      (id) => window.samkarta.lines.some((l) => l.startsWith(`${id}>`)),
      forum.id,
    );
  }));

test('a press on a box, a line and a bundle chooses it', () =>
  visit('lang=sv', async (page) => {
    const bundle = await page.evaluate(() => {
      const ids = window.samkarta.lines.filter((l) => l.startsWith('bundle:'));
      return ids[ids.length - 1];
    });
    const spot = await page.evaluate((id) => window.samkarta.line(id), bundle);
    await page.mouse.click(spot.x, spot.y);
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes('sel=bundle:'));
    await page.getByRole('button', { name: 'Rensa allt' }).waitFor({ state: 'detached' });
    await page.goBack();
    const r = await rectOf(page, ACTOR);
    await page.mouse.click(r.x + r.width / 2, r.y + 4);
    await page.waitForFunction((id) => location.hash.includes(`sel=${id}`), ACTOR);
  }));

test('wheel, buttons and keys zoom', () =>
  visit('lang=sv', async (page) => {
    const zoom = () => page.evaluate(() => window.samkarta.zoom);
    const first = await zoom();
    await page.mouse.move(500, 300);
    await repainted(page, () => page.mouse.wheel(0, -300));
    const second = await zoom();
    assert.ok(second > first);
    await page.getByRole('button', { name: 'Zooma in' }).click();
    // What the pointer leaves is painted anew, too: the next painting need not be the zoom's.
    await page.waitForFunction((before) => window.samkarta.zoom > before, second);
    await page.locator('#map').focus();
    await repainted(page, () => page.keyboard.press('0'));
    assert.ok(Math.abs((await zoom()) - first) < 0.01);
  }));

test('dragging the chosen box saves where it was put, and it can be put back', () =>
  visit(`lang=sv&sel=kronofogden`, async (page) => {
    const id = 'kronofogden';
    const r = await rectOf(page, id);
    await page.mouse.move(r.x + r.width / 2, r.y + r.height / 2);
    await page.mouse.down();
    await page.mouse.move(r.x + r.width / 2 + 30, r.y + r.height / 2 + 40, {
      steps: 5,
    });
    const put = page.waitForResponse((x) => x.request().method() === 'PUT');
    await page.mouse.up();
    assert.equal((await put).status(), 204);
    const back = page.getByRole('button', { name: 'Lägg tillbaka rutan' });
    await back.waitFor();
    const moved = (await get('/layout')).boxes.find((b) => b.id === id);
    assert.equal(moved.moved, true);
    await back.click();
    await back.waitFor({ state: 'detached' });
    assert.equal((await get('/layout')).boxes.find((b) => b.id === id).moved, false);
  }));

test('the meeting view asks one question and has three numbers', () =>
  visit('lang=sv&view=meeting', async (page) => {
    assert.equal(await page.locator('h1').count(), 1);
    assert.equal(await page.locator('.figures dd').count(), 3);
    const map = await page.locator('#map').boundingBox();
    assert.ok(map.height > 0.75 * 900, `${map.height}`);
    const begin = page.getByRole('button', { name: /Börja/ });
    assert.ok((await begin.boundingBox()).height >= 44);
    assert.ok((await page.evaluate(() => window.samkarta.labels)) <= 40);
    await begin.click();
    await page.waitForFunction(() => location.hash.includes('finding='));
    await page.getByRole('button', { name: /Nästa/ }).click();
    await page.getByText(/^2 av /).waitFor();
    await page.keyboard.press('PageUp');
    await page.getByText(/^1 av /).waitFor();
    await page.getByRole('button', { name: 'Avsluta mötesvyn' }).click();
    await page.getByRole('tab', { name: 'Luckor' }).waitFor();
  }));

test('the meeting view shows the title of a finding, short and large', async () => {
  const { findings } = await get('/findings');
  const cell = (await get('/coverage')).cells.find(
    (c) => `${c.group}:${c.function}` === CELL && c.finding,
  );
  const finding = findings.find((f) => f.id === cell.finding);
  for (const hash of [`finding=${finding.id}`, `cell=${CELL}`]) {
    await visit(`lang=sv&view=meeting&${hash}`, async (page) => {
      await page.getByRole('heading', { level: 1, name: finding.title.sv }).waitFor();
      const size = await page
        .locator('h1')
        .evaluate((h) => Number.parseFloat(getComputedStyle(h).fontSize));
      assert.ok(size >= 32, `${size} px`);
    });
  }
});

test('the help says what is accessible and how to report what is not', () =>
  visit('lang=sv', async (page) => {
    await page.getByRole('button', { name: 'Hjälp' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Tillgänglighet' }).waitFor();
    await dialog.getByText(/WCAG 2.1/).waitFor();
    await dialog.getByText(/Digg/).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  }));

test('the view is saved as PNG and SVG, the network as DOT and JSON', () =>
  visit('lang=sv', async (page) => {
    for (const [name, ending] of [
      [/PNG/, /\.png$/],
      [/SVG/, /\.svg$/],
    ]) {
      await page.getByRole('button', { name: 'Exportera' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name }).click();
      const file = await download;
      assert.match(file.suggestedFilename(), ending);
      if (ending.source.includes('svg')) {
        const svg = readFileSync(await file.path(), 'utf8');
        assert.match(svg, /^<svg /);
        assert.match(svg, /Region Stockholm/);
      }
    }
    await page.getByRole('button', { name: 'Exportera' }).click();
    for (const to of ['dot', 'json']) {
      const href = await page.locator(`a[href*="to=${to}"]`).getAttribute('href');
      assert.equal((await fetch(new URL(href, server.url))).status, 200);
    }
  }));

test('print gives the map and the tables', () =>
  visit('lang=sv', async (page) => {
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    await page.locator('.paper img').waitFor();
    assert.ok((await page.locator('.paper table').count()) >= 4);
    await page.screenshot({ path: join(SHOTS, 'print.png') });
  }));

test('the map is drawn in forced colours', () =>
  visit('lang=sv', (page) => page.screenshot({ path: join(SHOTS, 'forced.png') }), {
    forcedColors: 'active',
  }));

for (const [name, hash, viewport] of [
  ['review', 'lang=sv'],
  ['the matrix', 'lang=sv&tab=matrix'],
  ['a cell', `lang=sv&cell=${CELL}`],
  ['an actor', `lang=en&sel=${ACTOR}&tab=actors`],
  ['findings', 'lang=sv&tab=findings'],
  ['a meeting', 'lang=sv&view=meeting'],
  ['a tablet', 'lang=en&tab=matrix', { width: 768, height: 1024 }],
  ['a phone', 'lang=en', { width: 390, height: 844 }],
]) {
  test(`axe finds nothing serious in ${name}`, () =>
    visit(
      hash,
      async (page) => {
        assert.deepEqual(await grave(page), []);
      },
      viewport ? { viewport } : {},
    ));
}

for (const [name, width, height] of [
  ['projector', 1920, 1080],
  ['laptop', 1440, 900],
  ['tablet', 1024, 768],
  ['tablet-upright', 768, 1024],
  ['phone', 390, 844],
]) {
  for (const lang of ['sv', 'en']) {
    test(`${name} in ${lang}: nothing runs out of the screen`, () =>
      visit(
        `lang=${lang}`,
        async (page) => {
          const over = await tooWide(page);
          assert.ok(over <= 0, `${over} px too wide`);
          await page.screenshot({ path: join(SHOTS, `${name}-${lang}.png`) });
        },
        { viewport: { width, height }, hasTouch: width < 1100 },
      ));
  }
}

test('on a phone the panels are tabs and a choice is shown on the map', () =>
  visit(
    'lang=sv',
    async (page) => {
      await page.getByRole('tab', { name: 'Luckor' }).click();
      await page.locator(`[data-cell="${CELL}"]`).click();
      await page.locator('#map').waitFor();
      await page.getByRole('button', { name: /Visa detaljer/ }).click();
      await page.getByRole('heading', { name: /väg/ }).first().waitFor();
      await page.screenshot({ path: join(SHOTS, 'phone-cell.png') });
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true },
  ));

test('on a phone the matrix opens from its address, with no map to wait for', async () => {
  const viewport = { width: 390, height: 844 };
  const { page, wrong, close } = await open(browser, server.url, 'lang=sv&tab=matrix', {
    viewport,
  });
  await page.locator('[data-cell]').first().waitFor({ timeout: 10_000 });
  await page.getByRole('tab', { name: 'Karta' }).click();
  await painted(page);
  assert.deepEqual(wrong, []);
  await close();
});

test('an unknown network and a lost server are told in plain words', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/api/networks', (route) => route.abort());
  await page.goto(server.url);
  await page.getByText('Servern svarar inte.').waitFor();
  await page.unroute('**/api/networks');
  await page.getByRole('button', { name: 'Försök igen' }).click();
  await painted(page);
  await context.close();
});
