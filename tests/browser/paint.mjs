// Prints the time from navigation to the first complete paint of the map.
//
//   node paint.mjs URL      the page is opened RUNS times, each with an empty cache
import { launch } from './page.mjs';

const RUNS = 7;
const url = process.argv[2];
if (!url) {
  console.error('usage: node paint.mjs URL');
  process.exit(2);
}

const browser = await launch();
const times = [];
try {
  for (let i = 0; i < RUNS; i++) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
    });
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction(() => (window.samkarta?.first ?? 0) > 0, null, {
      timeout: 30_000,
    });
    times.push(await page.evaluate(() => window.samkarta.first));
    if (process.env.SAMKARTA_WATERFALL) {
      const marks = await page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map((r) => `${Math.round(r.startTime)}–${Math.round(r.responseEnd)} ${r.name}`),
      );
      console.error([`run ${i + 1}: ${Math.round(times[i])} ms`, ...marks].join('\n  '));
    }
    await context.close();
  }
} finally {
  await browser.close();
}
times.sort((a, b) => a - b);
const median = times[Math.floor(times.length / 2)];
console.log(
  `painted map   ${Math.round(median)} ms median, ${Math.round(times[0])} ms least of ${RUNS}`,
);
