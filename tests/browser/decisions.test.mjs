// Decisions on findings: made, changed, filtered by and taken back, in a copy of a network.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import {
  LATER,
  SHOTS,
  SOON,
  grave,
  launch,
  painted,
  rectOf,
  tooWide,
  visit as see,
} from './page.mjs';
import { start } from './server.mjs';

const ID = 'sodertalje-2020';
const REFUSED = /status of 400/;
let server;
let browser;
let chosen;
const path = () => join(server.networks[0], 'decisions.csv');
const onDisk = () =>
  existsSync(path()) ? readFileSync(path(), 'utf8').trim().split('\n').slice(1) : [];
const api = (more) => `${server.url}api/networks/${ID}${more}`;
const findings = async () => (await (await fetch(api('/findings'))).json()).findings;
const post = (more, body) =>
  fetch(api(more), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: server.url.slice(0, -1),
    },
    body: JSON.stringify(body),
  });

before(async () => {
  server = await start();
  browser = await launch();
  // One that has no box of the matrix: its details are its own.
  chosen = (await findings()).find((f) => f.rule !== 'falls_between' && f.severity === 'high');
});

after(async () => {
  await browser?.close();
  server?.stop();
});

// A test that stopped half-way leaves no decision for the next one.
afterEach(async () => {
  for (const f of await findings()) {
    if (f.decision) await post('/decisions/undo', { finding: f.id });
  }
});

const of = (more = '') =>
  `n=${ID}&lang=sv&tab=findings&finding=${encodeURIComponent(chosen.id)}${more}`;
const visit = (run, { hash = of(), ...options } = {}) =>
  see(browser, server.url, hash, run, { ready: painted, ...options });
const part = (page) => page.getByRole('region', { name: 'Beslut', exact: true });
const choice = (page, name) => part(page).locator('button', { hasText: name });
const focused = (page, selector) =>
  page.waitForFunction((s) => document.activeElement?.matches(s), selector);
const row = (page) => page.locator('tr.on');
const tab = async (page, selector, most = 600) => {
  for (let i = 0; i < most; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`Tab does not reach ${selector}`);
};

test('a finding is dismissed with a reason by keyboard alone; it survives reload and is undone', () =>
  visit(async (page) => {
    await part(page).getByText('Inget är beslutat.').waitFor();
    await tab(page, '.decide [data-state=dismissed]');
    await page.keyboard.press('Enter');
    await focused(page, '.decide [name=reason]');

    // Without a reason nothing is sent, and the field is told wrong.
    await page.keyboard.press('Enter');
    await part(page).getByRole('alert').getByText('Skriv varför').waitFor();
    await focused(page, '.decide [name=reason][aria-invalid=true]');
    assert.deepEqual(onDisk(), []);

    // Escape lets go of the form only.
    await page.keyboard.press('Escape');
    await focused(page, '.decide [data-state=dismissed]');
    assert.match(page.url(), /finding=/);
    await page.keyboard.press('Enter');
    await focused(page, '.decide [name=reason]');

    const asked = [];
    page.on('request', (r) => asked.push(`${r.method()} ${new URL(r.url()).pathname}`));
    const at = await rectOf(page, 'rvc');
    assert.ok(at);
    await page.keyboard.type('stämmer inte längre');
    await page.keyboard.press('Enter');
    await part(page).getByRole('status').getByText('avfärdad').waitFor();
    await focused(page, '.decide [data-state=dismissed]');
    assert.equal(onDisk().length, 1);
    assert.match(onDisk()[0], /dismissed,stämmer inte längre/);
    assert.deepEqual(asked, [`POST /api/networks/${ID}/decisions`], 'nothing else is fetched');
    assert.deepEqual(await rectOf(page, 'rvc'), at, 'the map does not move');
    await row(page).getByText('Avfärdad').waitFor();
    await page.screenshot({ path: join(SHOTS, 'decisions-dismissed.png') });

    await page.reload();
    await painted(page);
    await part(page).getByText('stämmer inte längre').waitFor();
    await row(page).getByText('Avfärdad').waitFor();

    await tab(page, '.decide .undo');
    await page.keyboard.press('Enter');
    await part(page).getByText('Beslutet är tillbakataget.').waitFor();
    await focused(page, '.decide [data-state=accepted]');
    assert.deepEqual(onDisk(), []);
    assert.equal(await row(page).getByText('Avfärdad').count(), 0);
  }));

test('an action has a role and a date; who looks like a person is refused in the words of the server', () =>
  visit(
    async (page) => {
      await choice(page, 'Åtgärd').click();
      await page.getByLabel('Ansvarig roll eller enhet').press('Enter');
      await part(page).getByRole('alert').getByText('en roll eller enhet').waitFor();
      await page.getByLabel('Ansvarig roll eller enhet').fill('anna.svensson@kommun.se');
      await page.getByLabel('Ansvarig roll eller enhet').press('Enter');
      await part(page).getByRole('alert').getByText('Välj när').waitFor();
      await focused(page, '.decide [name=date]');
      await page.getByLabel('Klart senast').fill(SOON.iso);
      await page.getByRole('button', { name: 'Spara beslutet' }).click();
      await part(page)
        .getByRole('alert')
        .getByText('Skriv en roll eller enhet i stället')
        .waitFor();
      await focused(page, '.decide [name=owner][aria-invalid=true]');
      assert.equal(await page.locator('.decide [aria-invalid=true]').count(), 1);
      await page.getByLabel('Ansvarig roll eller enhet').fill('samordnaren');
      await page.getByLabel('Vad ska göras?').fill('ring anna.svensson@kommun.se');
      await page.getByRole('button', { name: 'Spara beslutet' }).click();
      await part(page).getByRole('alert').getByText('Skälet').waitFor();
      await focused(page, '.decide [name=reason][aria-invalid=true]');
      assert.equal(await page.locator('.decide [aria-invalid=true]').count(), 1);
      await page.screenshot({ path: join(SHOTS, 'decisions-refused.png') });
      assert.deepEqual(onDisk(), []);
      assert.equal(await page.getByLabel('Klart senast').inputValue(), SOON.iso);

      await page.getByLabel('Ansvarig roll eller enhet').fill('enhetschefen på Socialkontoret');
      await page.getByLabel('Klart senast').fill('2020-03-31');
      await page.getByRole('button', { name: 'Spara beslutet' }).click();
      await part(page).getByRole('alert').getByText('Datumet 2020-03-31 har passerat').waitFor();
      await focused(page, '.decide [name=date][aria-invalid=true]');
      assert.equal(await page.locator('.decide [aria-invalid=true]').count(), 1);
      assert.deepEqual(onDisk(), []);
      await page.getByLabel('Klart senast').fill(SOON.iso);
      await page.getByLabel('Vad ska göras?').fill('skriv in gruppen i rutinen');
      await page.getByRole('button', { name: 'Spara beslutet' }).click();
      await part(page).getByText('Sparat: åtgärden är beslutad.').waitFor();
      assert.equal(await part(page).getByRole('alert').count(), 0);
      await row(page).getByText(`senast ${SOON.text}`).waitFor();
      await page.screenshot({ path: join(SHOTS, 'decisions-action.png') });

      // What stands is there to change.
      await choice(page, 'Åtgärd').click();
      assert.equal(
        await page.getByLabel('Ansvarig roll eller enhet').inputValue(),
        'enhetschefen på Socialkontoret',
      );
      await choice(page, 'Godta').click();
      await page.getByRole('button', { name: 'Spara beslutet' }).click();
      await part(page).getByText('Sparat: iakttagelsen är godtagen.').waitFor();
      assert.equal(onDisk().length, 1);
      await choice(page, 'Ta tillbaka').click();
      await part(page).getByText('Inget är beslutat.').waitFor();
      assert.deepEqual(onDisk(), []);
    },
    { expected: REFUSED },
  ));

test('an action whose day has passed is shown as overdue, and somebody else may take it over', async () => {
  const action = { finding: chosen.id, state: 'action', owner: 'samordnaren', date: SOON.iso };
  assert.ok((await post('/decisions', action)).ok);
  const file = join(server.networks[0], 'decisions.csv');
  writeFileSync(file, readFileSync(file, 'utf8').replace(SOON.iso, '2020-03-31'));
  // The next change reads what stands on disk.
  const other = (await findings()).find((f) => f.id !== chosen.id);
  assert.ok((await post('/decisions', { finding: other.id, state: 'accepted' })).ok);
  await visit(async (page) => {
    await row(page).getByText('senast 31 mars 2020 · försenad').waitFor();
    await part(page).getByText('försenad').waitFor();
    assert.deepEqual(await grave(page), []);
    await page.screenshot({ path: join(SHOTS, 'decisions-overdue.png') });
    await choice(page, 'Åtgärd').click();
    await page.getByLabel('Ansvarig roll eller enhet').fill('styrgruppen');
    await page.getByRole('button', { name: 'Spara beslutet' }).click();
    await part(page).getByText('Sparat: åtgärden är beslutad.').waitFor();
    await row(page).getByText('styrgruppen · senast 31 mars 2020 · försenad').waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const told = await page.locator('.paper [data-actions] tbody tr').allTextContents();
    assert.ok(told.some((one) => one.includes('31 mars 2020 (försenad)')), told.join());
  });
});

test('findings are filtered by what is decided, in the list and in the meeting', async () => {
  const all = await findings();
  const other = all.find((f) => f.id !== chosen.id && f.severity === 'high');
  const action = { owner: 'samordnaren', date: SOON.iso };
  assert.ok(
    (
      await post('/decisions', {
        finding: chosen.id,
        state: 'action',
        ...action,
      })
    ).ok,
  );
  const gone = { finding: other.id, state: 'dismissed', reason: 'gäller inte' };
  assert.ok((await post('/decisions', gone)).ok);
  await visit(async (page) => {
    const filter = page.getByRole('group', { name: 'Visa efter beslut' });
    // The questions stand in the list, and are not counted among what was found.
    const found = all.filter((f) => !f.question).length;
    await filter.getByRole('button', { name: `utan beslut ${found - 2} + 9 frågor` }).waitFor();
    await filter.getByRole('button', { name: 'åtgärder 1' }).press('Enter');
    await row(page).waitFor();
    assert.equal(await page.locator('table.list tbody tr').count(), 1);
    await page.waitForURL(/decided=action/);
    await page.reload();
    await painted(page);
    await row(page).waitFor();
    assert.equal(await page.locator('table.list tbody tr').count(), 1);
    await filter.getByRole('button', { name: 'avfärdade 1' }).click();
    await page.locator('tbody').getByText('Avfärdad').waitFor();
    await page.screenshot({ path: join(SHOTS, 'decisions-filter.png') });
    // Taken back while the filter hides it: the words say where to look.
    await post('/decisions/undo', { finding: other.id });
    await page.reload();
    await page.getByText('Inga iakttagelser med det valet.').waitFor();
  });
  await visit(
    async (page) => {
      await page.locator('.mark').getByText('samordnaren').waitFor();
      await page.getByText('1 av 1').waitFor();
      await page.screenshot({ path: join(SHOTS, 'decisions-meeting.png') });
      await page.getByRole('button', { name: 'Besluta …' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Avfärda' }).click();
      // Arrows write; they do not go on to the next finding.
      await page.keyboard.type('klart');
      await page.keyboard.press('ArrowLeft');
      const small = await dialog
        .locator('button, input')
        .evaluateAll((all) =>
          all.map((e) => e.getBoundingClientRect().height).filter((h) => h < 44),
        );
      assert.deepEqual(small, []);
      assert.deepEqual(await grave(page), []);
      await page.screenshot({
        path: join(SHOTS, 'decisions-meeting-dialog.png'),
      });
      await page.keyboard.press('Enter');
      await dialog.getByText('Sparat: iakttagelsen är avfärdad.').waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.mark').getByText('Avfärdad').waitFor();
      await focused(page, '[aria-haspopup=dialog]');
    },
    {
      hash: of('&view=meeting&decided=action'),
      viewport: { width: 1920, height: 1080 },
    },
  );
});

for (const lang of ['sv', 'en']) {
  for (const width of [1920, 1024, 390]) {
    test(`decisions have room and no barrier at ${width} in ${lang}`, async () => {
      const action = {
        owner: 'enhetschefen för Relationsvårdscentrum',
        date: SOON.iso,
      };
      await post('/decisions', {
        finding: chosen.id,
        state: 'action',
        ...action,
      });
      await visit(
        async (page) => {
          await page.locator('.decide .undo').waitFor();
          await page.locator('.decide [data-state=action]').click();
          assert.deepEqual(await grave(page), []);
          assert.ok((await tooWide(page)) <= 0);
          await page.screenshot({
            path: join(SHOTS, `decisions-${width}-${lang}.png`),
          });
        },
        {
          hash: of()
            .replace('sv', lang)
            .replace('tab=findings', width === 390 ? 'tab=details' : 'tab=findings'),
          viewport: { width, height: width === 390 ? 844 : 900 },
          ready: (page) => page.locator('.decide').waitFor(),
        },
      );
    });
  }
}

for (const view of ['map', 'meeting']) {
  test(`the ${view} prints what is decided, and the actions in the order of their days`, async () => {
    const all = await findings();
    const grave = all.filter((f) => f.severity === 'high' && f.id !== chosen.id);
    const [later, sooner, gone] = grave;
    const given = [
      [later, { state: 'action', owner: 'samordnaren', date: LATER.iso, reason: 'kalla gruppen' }],
      [sooner, { state: 'action', owner: 'enhetschefen', date: SOON.iso }],
      [gone, { state: 'dismissed', reason: 'gäller inte längre' }],
    ];
    for (const [f, decision] of given) {
      assert.ok((await post('/decisions', { finding: f.id, ...decision })).ok);
    }
    await visit(
      async (page) => {
        await page.getByRole('button', { name: /^Besluta|^Åtgärd$/ }).first().waitFor();
        await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
        await page.emulateMedia({ media: 'print' });
        const rows = page.locator('.paper [data-actions] tbody tr');
        const told = await rows.allTextContents();
        const mine = [sooner, later].map((f) => told.findIndex((t) => t.includes(f.title.sv)));
        assert.ok(mine[0] >= 0 && mine[0] < mine[1], 'the sooner first');
        assert.match(told[mine[1]], new RegExp(`kalla gruppen.*samordnaren.*${LATER.text}`, 's'));
        const line = (f) => page.locator('.paper li').filter({ hasText: f.title.sv }).first();
        assert.match(
          await line(gone).textContent(),
          /Beslut:\s*Avfärdad.*Skäl:\s*gäller inte längre/s,
        );
        assert.match(
          await line(sooner).textContent(),
          new RegExp(`Ansvarig roll eller enhet:\\s*enhetschefen.*Klart senast:\\s*${SOON.text}`, 's'),
        );
        assert.ok(await page.locator('.paper img').isVisible());
        assert.equal(await page.locator('.meeting, .workspace').isVisible(), false);
        await page.pdf({ path: join(SHOTS, `decisions-${view}.pdf`), format: 'A4' });
      },
      { hash: of(view === 'meeting' ? '&view=meeting' : '') },
    );
  });
}

for (const lang of ['sv', 'en']) {
  test(`on a phone findings are cards that need no sideways scroll, in ${lang}`, () =>
    visit(
      async (page) => {
        await page.locator('table.list tbody tr').first().waitFor();
        const wide = await page
          .locator('#below-panel')
          .evaluate((e) => e.scrollWidth - e.clientWidth);
        assert.ok(wide <= 0, `${wide} px too wide`);
        assert.deepEqual(await grave(page), []);
        // Still a table for those who listen.
        assert.ok((await page.getByRole('columnheader').count()) >= 3);
        assert.ok((await page.getByRole('rowheader').count()) > 3);
        await page.screenshot({ path: join(SHOTS, `findings-390-${lang}.png`) });
      },
      {
        hash: `n=${ID}&lang=${lang}&tab=findings`,
        viewport: { width: 390, height: 844 },
        ready: (page) => page.locator('table.list').waitFor(),
      },
    ));
}

test('whoever decides reads which other findings the decision covers', () =>
  visit(
    async (page) => {
      const more = part(page).getByText('Beslutet gäller också en iakttagelse som den här berättar om');
      await more.click();
      await part(page).getByText('Äldre par där en person har demens: stöd').waitFor();
      assert.deepEqual(await grave(page), []);
      // The list says of each finding how many more it tells of.
      await row(page).getByText('Berättar om 1 iakttagelse till.').waitFor();
      // The nine questions stand in the list and are not counted among the findings.
      const all = await findings();
      const found = all.filter((f) => !f.question).length;
      assert.equal(all.length, found + 9);
      assert.match(await page.locator('.filter').textContent(), new RegExp(`alla\\s*${found} \\+ 9 frågor`));
      await page.locator('[data-rule=checklist] h3').getByText('9 frågor').waitFor();
      await page.screenshot({ path: join(SHOTS, 'decisions-covers.png') });
    },
    { hash: `n=${ID}&lang=sv&tab=findings&finding=falls_between:aldre-over-65:support` },
  ));
