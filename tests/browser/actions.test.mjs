// What became of the actions that were decided in the older of two networks.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SHOTS, SOON, grave, launch, tooWide, visit as see } from './page.mjs';
import { ALL, BINARY, start } from './server.mjs';

const OLD = 'sodertalje-2020';
const NEW = 'sodertalje-2024';
const FINDING = 'falls_between:aldre-over-65:protect';

let server;
let browser;

before(async () => {
  server = await start(ALL.slice(0, 2));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.stop();
});

const get = async (path) => (await fetch(`${server.url}api/${path}`)).json();
const post = (network, more, body) =>
  fetch(`${server.url}api/networks/${network}${more}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url.slice(0, -1) },
    body: JSON.stringify(body),
  });
const both = (page) =>
  page.waitForFunction(
    () => window.samkartaSides?.old?.paints > 0 && window.samkartaSides?.new?.paints > 0,
    null,
    { timeout: 20_000 },
  );
const compare = (more, run, options) =>
  see(browser, server.url, `lang=sv&view=compare&tab=actions${more}`, run, {
    ready: both,
    ...options,
  });
const panel = (page) => page.locator('#compare-panel');
const print = async (page) => {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  return page.locator('.paper').textContent();
};

test('without actions there is one sentence, and one decided meanwhile is shown', () =>
  compare('', async (page) => {
    const none = 'Ingen åtgärd är beslutad i det äldre nätet';
    await panel(page).getByText(none).waitFor();
    assert.equal(await panel(page).locator('[data-card]').count(), 0);
    assert.match(await print(page), new RegExp(`Hade åtgärderna effekt\\?\\s*${none}`));
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));

    await page.evaluate((h) => (location.hash = h), `n=${OLD}&lang=sv&finding=${FINDING}`);
    const decide = page.locator('.decide');
    await decide.locator('[data-state=action]').click();
    await page.getByLabel('Ansvarig roll eller enhet').fill('samordnaren');
    await page.getByLabel('Klart senast').fill(SOON.iso);
    await page.getByRole('button', { name: 'Spara beslutet' }).click();
    await decide.getByText('Sparat: åtgärden är beslutad.').waitFor();
    await page.getByRole('button', { name: 'Jämför', exact: true }).click();
    await page.getByRole('tab', { name: 'Beslutade åtgärder' }).click();
    await panel(page).getByText(`samordnaren · senast ${SOON.text}`).waitFor();
    await post(OLD, '/decisions/undo', { finding: FINDING });
  }));

test('an action is told with its owner, day and effect, leads to its finding, and is printed', async () => {
  const { findings } = await get(`networks/${OLD}/findings`);
  const late = findings.find((f) => f.rule === 'never_asked');
  for (const finding of [FINDING, late.id]) {
    const action = { finding, state: 'action', owner: 'samordnaren', date: SOON.iso };
    assert.ok((await post(OLD, '/decisions', action)).ok);
  }
  const { actions } = await get(`compare/${OLD}/${NEW}`);
  assert.equal(actions.length, 2);
  try {
    await compare('', async (page) => {
      for (const action of actions) {
        const card = page.locator(`[data-card="${action.finding}"]`);
        await card.getByText(action.text.sv).waitFor();
        await card.getByText(`samordnaren · senast ${SOON.text}`).waitFor();
        await card.getByText('tiden har inte gått ut', { exact: true }).waitFor();
      }
      assert.deepEqual(await grave(page), []);
      const paper = await print(page);
      for (const action of actions) assert.ok(paper.includes(action.text.sv), action.finding);
      await page.emulateMedia({ media: 'screen' });
      await page.getByRole('button', { name: actions[0].before.sv, exact: true }).click();
      await page.waitForFunction((n) => location.hash.includes(`n=${n}`), OLD);
      await page.getByRole('heading', { name: actions[0].before.sv, level: 2 }).waitFor();
    });
    for (const width of [1440, 768, 390]) {
      await compare(
        '',
        async (page) => {
          assert.ok((await tooWide(page)) <= 0);
          assert.ok((await panel(page).evaluate((e) => e.scrollWidth - e.clientWidth)) <= 0);
          await panel(page).locator('[data-card]').last().scrollIntoViewIfNeeded();
          await page.screenshot({ path: join(SHOTS, `actions-${width}.png`) });
        },
        { viewport: { width, height: 900 } },
      );
    }
  } finally {
    for (const { finding } of actions) await post(OLD, '/decisions/undo', { finding });
  }
});

test('an action whose day has passed is marked as everywhere else, with its finding as it is now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samkarta-actions-'));
  const [older, newer] = ['older', 'newer'].map((name) => join(folder, name));
  for (const copy of [older, newer]) cpSync(ALL[0], copy, { recursive: true });
  const named = join(newer, 'datapackage.json');
  writeFileSync(named, readFileSync(named, 'utf8').replace(`"${OLD}"`, '"later"'));
  execFileSync(BINARY, ['decide', older, FINDING, '--action', 'samordnaren', SOON.iso]);
  const decided = join(older, 'decisions.csv');
  writeFileSync(decided, readFileSync(decided, 'utf8').replace(SOON.iso, '2020-03-31'));
  const own = await start([older, newer]);
  try {
    await see(
      browser,
      own.url,
      `lang=sv&view=compare&tab=actions&pair=${OLD}~later`,
      async (page) => {
        const card = page.locator(`[data-card="${FINDING}"]`);
        await card.locator('.decision.overdue').getByText('senast 31 mars 2020 · försenad').waitFor();
        await card.getByText('som förut', { exact: true }).waitFor();
        assert.match(await print(page), /2020-03-31 \(försenad\)/);
        await page.emulateMedia({ media: 'screen' });
        await card.locator('p button').click();
        await page.waitForFunction((f) => location.hash.includes(f), `finding=${FINDING}`);
        assert.match(page.url(), /n=later/);
      },
      { ready: both },
    );
  } finally {
    own.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
