// An invented package with names that look alike, an answer with all sorts of evidence, and
// what the tests of the review look at on the page.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ID = 'ort';
export const TABLES = {
  sources: 'id,title\ns,Intervjuer 2025\nt,Kommunens handlingsplan\n',
  actors: `id,name,kind,proposed,claims
rvc,Relationsvåldscentrum,organisation,,s#A1 stated
polisen,Polisen,organisation,,s#A2 stated
bup,BUP,organisation,,s#A3 stated
kvinnojouren,Kvinnojouren Linnea,organisation,,s#A4 stated
relationsvaldscentrum,Relationsvåldscentrum,organisation,yes,t#B1 coded
linnea,kvinnojouren linnea,organisation,yes,t#B2 coded
mottagningen,Ungdomsmottagningen,unit,,s#A5 stated
umo,UNGDOMSMOTTAGNINGEN,unit,yes,t#B3 coded
`,
  forums: `id,name,claims
radet,Kvinnofridsrådet,s#A6 stated
rad,Kvinnofridsrådet,t#B4 stated
`,
  affiliations: `forum,actor,role,claims
radet,rvc,,s#A7 stated
radet,polisen,,s#A7 stated
radet,kvinnojouren,,s#A7 stated
rad,polisen,,t#B5 stated
rad,bup,,t#B5 stated
`,
  ties: `id,from,to,kind,claims
t1,polisen,rvc,consults,s#A8 stated
t2,polisen,relationsvaldscentrum,consults,t#B6 stated
t3,bup,umo,informs,t#B7 stated
`,
};

/** Pairs of all sorts, so that the pictures show what the words and bars are for. */
export const claims = (source, place) => [
  { source, place, obtained: 'stated', title: null, printed: null },
];
export const record = (id, name, more = {}) => ({
  id,
  name,
  aliases: [],
  kind: 'organisation',
  proposed: false,
  claims: claims('s', 'A1'),
  ...more,
});
export const piece = (sv, en, bits) => ({ what: { sv, en }, bits });
export const pairOf = (kind, one, other, prior, evidence, more = {}) => {
  const weight = evidence.reduce((sum, e) => sum + e.bits, prior);
  const probability = 1 / (1 + 2 ** -weight);
  const contested = evidence.some((e) => e.bits < -2);
  return {
    ...{ kind, one, other, prior, weight, probability, evidence, contested },
    sure: probability >= 0.95 && !contested,
    acceptable: probability >= 0.95 && !contested,
    left_out: null,
    ...{ in_both: [], only_one: [], only_other: [] },
    ...more,
  };
};
export const RICH = {
  prior: -9.3,
  proposed: 0.3,
  sure: 0.95,
  pairs: [
    pairOf(
      'forum',
      record('radet', 'Kvinnofridsrådet i Orts kommun', {
        kind: 'strategic',
        aliases: ['Rådet för kvinnofrid', 'KFR'],
      }),
      record('rad', 'Kvinnofridsråd', {
        kind: null,
        proposed: true,
        claims: [...claims('t', 'B4'), ...claims('s', 'B9')],
      }),
      -9.3,
      [
        piece('Namnen liknar varandra mycket (0,91)', 'The names are much alike (0.91)', 7.6),
        piece('Samma sammankallande', 'The same convener', 3.9),
        piece('En av fyra deltagare är gemensam', 'One of four members is shared', 2.2),
        piece('Olika nivå: lokal och regional', 'Different levels: local and regional', -2.6),
        piece('Mötena per år säger inget', 'The meetings a year say nothing', 0),
        piece('Samma källa nämner båda, på olika ställen', 'One source names both', 0.9),
      ],
      {
        in_both: ['polisen'],
        only_one: ['rvc', 'kvinnojouren', 'mottagningen'],
        only_other: ['bup'],
      },
    ),
    pairOf(
      'actor',
      record('rvc', 'Relationsvåldscentrum'),
      record('relationsvaldscentrum', 'Relationsvåldscentrum', { proposed: true }),
      -9.3,
      [piece('Samma namn', 'The same name', 15.2)],
      { in_both: ['polisen'] },
    ),
    pairOf('actor', record('bup', 'BUP'), record('umo', 'BUP Nord', { claims: [] }), -9.3, [
      piece('Det ena namnet börjar med det andra', 'One name begins with the other', 8.2),
    ]),
  ],
  settled: [
    ['same', 'linnea', 'kvinnojouren linnea', 'kvinnojouren', 'Kvinnojouren Linnea', null],
    ['part_of', 'umo', 'Ungdomsmottagningen', 'bup', 'BUP', null],
    ['different', 'x', 'Elevhälsan', 'polisen', 'Polisen', 'ingen post har id x längre'],
  ].map(([verdict, one, oneName, other, otherName, unused]) => ({
    kind: 'actor',
    one: record(one, oneName),
    other: record(other, otherName),
    verdict,
    why: verdict === 'same' ? 'Samma förening, två stavningar.' : null,
    by: 'samordnaren',
    date: '2026-11-20',
    unused: unused && { sv: unused, en: 'no record has the id x any more' },
  })),
};

/** Writes the invented package under a folder; gives its own. */
export const written = (source) => {
  const folder = join(source, ID);
  mkdirSync(folder);
  const resources = Object.keys(TABLES).map((name) => ({ name, path: `${name}.csv` }));
  writeFileSync(
    join(folder, 'datapackage.json'),
    JSON.stringify({ name: ID, title: 'Ort', place: 'Ort', language: 'sv', resources }),
  );
  for (const [name, text] of Object.entries(TABLES)) {
    writeFileSync(join(folder, `${name}.csv`), text);
  }
  return folder;
};

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const cards = (page) => page.locator('.cards article');
export const names = async (page) => {
  await cards(page).first().waitFor();
  return page.locator('.cards h3 > span:last-child').allTextContents();
};
/** The pairs of the server, with a probability that lets all of them be accepted. */
export const allSure = (page) =>
  page.route('**/duplicates', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const pairs = body.pairs.map((p) => ({
      ...p,
      ...{ sure: true, acceptable: true, left_out: null, probability: 0.97 },
    }));
    await route.fulfill({ response: answer, json: { ...body, pairs } });
  });
/** How far the bar above the map reaches out of the page. */
export const spill = (page) =>
  page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('header.top button')].map(
        (b) => b.getBoundingClientRect().right - innerWidth,
      ),
    ),
  );

/** Texts of the axis that lie on one another. */
export const crossed = (page) =>
  page.locator('.why').evaluate((why) => {
    const boxes = [...why.querySelectorAll('.tick, .end')].map((e) => [
      e.textContent,
      e.getBoundingClientRect(),
    ]);
    const meet = (a, b) =>
      a.left < b.right && b.left < a.right && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap(([text, box], i) =>
      boxes.slice(i + 1).flatMap(([other, rest]) => (meet(box, rest) ? [`${text} ${other}`] : [])),
    );
  });

/** Buttons smaller than a finger; names in running text are links. */
export const small = (page) =>
  page.locator('main.duplicates button:not(.link), dialog[open] button').evaluateAll((all) =>
    all
      .map((b) => [b.textContent.trim(), b.getBoundingClientRect()])
      .filter(([, r]) => r.width > 0 && (r.height < 44 || r.width < 44))
      .map(([text]) => text),
  );

const why = {
  sv: 'då skulle också ”A” och ”C” bli samma, och det är inte säkert',
  en: 'then “A” and “C” would become the same too, and that is not sure',
};
/** Two sure pairs of which one would join what is not sure, and why. */
export const LEFT_OUT = [
  {
    ...RICH,
    pairs: RICH.pairs.map((pair, at) => ({
      ...{ ...pair, kind: 'actor', sure: at < 2, acceptable: at === 0 },
      left_out: at === 1 ? why : null,
    })),
  },
  why,
];

/** A finding about a pair. */
export const findingOf = ({ one, other }) => ({
  id: 'duplicates:x',
  rule: 'duplicates',
  severity: 'low',
  score: { low: 0.9, high: 0.9 },
  subjects: [other.id, one.id],
  title: { sv: 'Två poster är nog samma', en: 'Two records are likely the same' },
  text: { sv: 'Namnen är lika.', en: 'The names are alike.' },
  would_change: { sv: '', en: '' },
  claims: [],
  rests_on: [],
  decision: null,
});

/** Where each bar of the evidence begins and ends. */
export const barsOf = (page) =>
  page.locator('.why .bar').evaluateAll((all) =>
    all.map((b) => {
      const { left, right } = b.getBoundingClientRect();
      return b.classList.contains('back') ? [right, left] : [left, right];
    }),
  );

export const focused = (page, of) => page.evaluate((s) => document.activeElement?.matches(s), of);

/** Presses Tab until something has the focus. */
export const tabTo = async (page, of, most = 120) => {
  for (let i = 0; i < most; i++) {
    if (await focused(page, of)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${of}`);
};

/** Holds answers back until the function that it gives is called. */
export const heldBack = async (page, what) => {
  let free;
  const held = new Promise((done) => (free = done));
  await page.route(what, async (route) => {
    await held;
    await route.continue();
  });
  return free;
};
