// Somebody described in words, and the ways to help. What the ways are is the server's affair.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SHOTS, grave, into, launch, painted, tooWide, visit as see } from './page.mjs';
import { ALL, start } from './server.mjs';

const ID = 'sodertalje-2020';
const WHO = 'kvinna 70, bor med förövaren, demens i hemmet, gillar schack';
const TITLE = /^(Följ en person|Follow a person)$/;
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

const ask = async (query) =>
  (await fetch(`${server.url}api/networks/${ID}/persona?${new URLSearchParams(query)}`)).json();
const opened = (page) => page.getByRole('heading', { name: TITLE }).waitFor();
const of = (who = '', more = '') =>
  `n=${ID}&lang=sv&view=persona${who && `&vem=${encodeURIComponent(who)}`}${more}`;
const visit = (run, { hash = of(), ...options } = {}) =>
  see(browser, server.url, hash, run, { ready: opened, ...options });
const answer = (page, name) => page.getByRole('heading', { level: 2, name, exact: true });
const focusedText = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());

test('from the map, by keyboard alone: who it is, the way to each kind of help, and back to an actor', () =>
  visit(
    async (page) => {
      await (await into(page, 'Följ en person')).focus();
      await page.keyboard.press('Enter');
      await opened(page);
      const told = await ask({ text: WHO });
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(() => document.activeElement?.id === 'persona-text')) break;
      }
      await page.keyboard.type(WHO);
      await page.keyboard.press('Enter');
      await answer(page, told.person.name.sv).waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === 'H2');
      assert.equal(await focusedText(page), told.person.name.sv);
      await page.waitForURL(/view=persona.*vem=kvinna/);

      // Every word has its fate, and what was not understood says so.
      const receipt = page.locator('.receipt');
      await receipt.getByText('demens i hemmet').first().waitFor();
      assert.match(
        await receipt.locator('.unknown').first().textContent(),
        /gillar.*inte förstått/s,
      );

      // The kinds of help, each with the best way as numbered steps.
      const asked = ['protect', 'support', 'house', 'treat_perpetrator', 'investigate'];
      const help = told.functions.filter((f) => asked.includes(f.function) && f.asked_about);
      const shown = page.locator('.answer > .kinds > [data-function]');
      assert.equal(await shown.count(), help.length);
      for (const f of help) {
        const card = page.locator(`.answer > .kinds > [data-function=${f.function}]`);
        await card.getByText(f.headline.sv).waitFor();
        assert.equal(await card.locator('ol > li').count(), f.best?.steps.length ?? 0);
        for (const s of f.best?.steps ?? []) {
          if (s.share) await card.getByText(s.share.sv).first().waitFor();
        }
      }
      await page.getByText('Frågan gäller inte personen').waitFor();
      await page.getByText(`Alla vägar in (${told.ways_in.length})`).first().press('Enter');
      assert.equal(await page.locator('tbody tr').count(), told.ways_in.length);
      await page.screenshot({ path: join(SHOTS, 'persona-ways-in.png') });

      // An actor opens on the map; back gives the person again.
      const actor = page.locator('[data-function=protect] ol button.link').first();
      const name = await actor.textContent();
      await actor.press('Enter');
      await painted(page);
      await page.locator('.details').getByRole('heading', { name: name.trim() }).waitFor();
      await page.goBack();
      await answer(page, told.person.name.sv).waitFor();
    },
    { hash: `n=${ID}&lang=sv`, ready: painted },
  ));

test('the address brings the person back; examples ask, a professional too', () =>
  visit(
    async (page) => {
      const told = await ask({ text: WHO });
      await answer(page, told.person.name.sv).waitFor();
      assert.equal(await page.getByLabel('Personen i ord').inputValue(), WHO);
      await page.reload();
      await answer(page, told.person.name.sv).waitFor();

      await page.getByRole('button', { name: 'man 35, utsatt i nära relation' }).click();
      const man = await ask({ text: 'man 35, utsatt i nära relation' });
      await answer(page, man.person.name.sv).waitFor();
      assert.equal(
        await page.getByLabel('Personen i ord').inputValue(),
        'man 35, utsatt i nära relation',
      );

      await page.getByRole('button', { name: 'hemtjänstpersonal ser något' }).click();
      await answer(page, 'Från Hemtjänsten').waitFor();
      await page.waitForURL(/som=yrke/);
      assert.ok(await page.getByLabel('Någon i yrket som ser något').isChecked());
      await page.getByText('Har inte tillfrågats').first().waitFor();
      await page.screenshot({
        path: join(SHOTS, 'persona-professional.png'),
        fullPage: true,
      });
      await page.reload();
      await answer(page, 'Från Hemtjänsten').waitFor();
      await page.goBack();
      await answer(page, man.person.name.sv).waitFor();
    },
    { hash: of(WHO) },
  ));

test('nothing, nonsense and nobody are told in words, with the focus in the field', () =>
  visit(
    async (page) => {
      const field = page.locator('#persona-text');
      const inField = () =>
        page.waitForFunction(() => document.activeElement?.id === 'persona-text');
      await field.press('Enter');
      await page.getByRole('alert').getByText('Skriv vem det gäller.').waitFor();
      await inField();
      await field.fill('xyzzy plugh');
      await field.press('Enter');
      await page.getByRole('alert').getByText('Inget i beskrivningen känns igen.').waitFor();
      await inField();
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      // What tells who a person is goes no further than the field.
      await field.fill('Anna Svensson, kvinna 84, slagen');
      await field.press('Enter');
      await page.getByRole('alert').getByText('ser ut att innehålla namn').waitFor();
      await inField();
      assert.ok(!decodeURIComponent(page.url()).includes('Svensson'), page.url());
      await page.getByLabel('Någon i yrket').check();
      await field.fill('Anna Svensson på hemtjänsten');
      await field.press('Enter');
      await page.getByRole('alert').getByText('ser ut att innehålla namn').waitFor();
      await field.fill('xyzzy');
      await field.press('Enter');
      await page.getByRole('alert').getByText('Ingen aktör känns igen').waitFor();
      await inField();
      await page.screenshot({ path: join(SHOTS, 'persona-nobody.png') });
      await field.fill('hemtjänsten');
      await field.press('Enter');
      await answer(page, 'Från Hemtjänsten').waitFor();
      assert.equal(await page.getByRole('alert').count(), 0);
    },
    { expected: /status of 40[04]/ },
  ));

test('on paper everything is unfolded, and the form is not there', () =>
  visit(
    async (page) => {
      await page.locator('[data-function=protect]').waitFor();
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.persona details:not([open])').count(), 0);
      assert.equal(await page.locator('.persona form').isVisible(), false);
      assert.ok(await page.locator('[data-function=protect]').isVisible());
      await page.pdf({ path: join(SHOTS, 'persona.pdf'), format: 'A4' });
    },
    { hash: of(WHO) },
  ));

for (const lang of ['sv', 'en']) {
  for (const width of [1920, 1024, 390]) {
    test(`the walk has room and no barrier at ${width} in ${lang}`, () =>
      visit(
        async (page) => {
          await page.locator('[data-function=protect]').waitFor();
          await page.evaluate(() =>
            document.querySelectorAll('.persona details').forEach((d) => (d.open = true)),
          );
          assert.deepEqual(await grave(page), []);
          assert.ok((await tooWide(page)) <= 0);
          const wide = await page
            .locator('.persona')
            .evaluate((e) => e.scrollWidth - e.clientWidth);
          assert.ok(wide <= 0, `${wide} px too wide`);
          // Read from the back of a room, and hit with a finger.
          const small = await page.locator('.persona').evaluate((room) => {
            const of = (e) => parseFloat(getComputedStyle(e).fontSize);
            return [...room.querySelectorAll('p, li, td, th, button, summary, label, input')]
              .filter((e) => e.checkVisibility() && of(e) < 18)
              .map((e) => e.textContent.slice(0, 30));
          });
          assert.deepEqual(small, []);
          const low = await page
            .locator('.persona button:not(.link), .persona input[type=text], .persona summary')
            .evaluateAll((all) =>
              all.filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.textContent),
            );
          assert.deepEqual(low, []);
          await page.evaluate(() =>
            document.querySelectorAll('.persona details').forEach((d) => (d.open = false)),
          );
          await page.screenshot({
            path: join(SHOTS, `persona-${width}-${lang}.png`),
          });
          await page.locator('[data-function=house]').scrollIntoViewIfNeeded();
          await page.screenshot({
            path: join(SHOTS, `persona-${width}-${lang}-kinds.png`),
          });
        },
        {
          hash: of(WHO).replace('lang=sv', `lang=${lang}`),
          viewport: { width, height: width === 390 ? 844 : 1000 },
        },
      ));
  }
}

test('a network of another kind answers, too', async () => {
  const [folder] = ALL.filter((n) => n.includes('handbok'));
  const two = await start([folder]);
  try {
    await see(
      browser,
      two.url,
      `lang=sv&view=persona&vem=${encodeURIComponent('kvinna 35, utsatt för våld')}`,
      async (page) => {
        await page.locator('.answer h2').first().waitFor();
        assert.deepEqual(await grave(page), []);
      },
      { ready: opened },
    );
  } finally {
    two.stop();
  }
});

test('whoever turns to somebody in the trade sees no answer about the person before', () =>
  visit(
    async (page) => {
      const told = await ask({ text: WHO });
      const title = answer(page, told.person.name.sv);
      const field = page.locator('#persona-text');
      await title.waitFor();
      await page.getByLabel('Någon i yrket').check();
      await title.waitFor({ state: 'detached' });
      assert.equal(await field.inputValue(), '');
      // What is written meanwhile is kept; what was asked comes back with its own kind.
      await page.getByLabel('En person som behöver hjälp').check();
      await title.waitFor();
      assert.equal(await field.inputValue(), WHO);
      await field.fill('läkare på vårdcentralen');
      await page.getByLabel('Någon i yrket').check();
      assert.equal(await field.inputValue(), 'läkare på vårdcentralen');
    },
    { hash: of(WHO) },
  ));
