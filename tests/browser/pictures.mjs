// Makes the pictures of the README.
//
//   node pictures.mjs URL OUTDIR      map.png, gaps.png, rows.png
//
// SAMKARTA_NETWORK  the package whose rows are shown (default: networks/sodertalje-2020)
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch, open, painted } from './page.mjs';

const root = resolve(fileURLToPath(import.meta.url), '../../..');
const [url, folder] = process.argv.slice(2);
if (!url || !folder) {
  console.error('usage: node pictures.mjs URL OUTDIR');
  process.exit(2);
}
const SIZE = { viewport: { width: 1600, height: 1000 } };
const ROWS = 9;
const COLUMNS = ['actor', 'name', 'function', 'groups', 'access', 'claims'];

/** A line of CSV; quotes may stand round a field. */
const fields = (line) =>
  [...line.matchAll(/("([^"]|"")*"|[^,]*)(,|$)/g)]
    .slice(0, -1)
    .map(([, f]) => (f.startsWith('"') ? f.slice(1, -1).replaceAll('""', '"') : f));

const escaped = (text) => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Some rows of services.csv as they stand in the file, the sources with them. */
function sheet() {
  const source = process.env.SAMKARTA_NETWORK ?? join(root, 'networks/sodertalje-2020');
  const [head, ...lines] = readFileSync(join(source, 'services.csv'), 'utf8').trim().split(/\r?\n/);
  const names = fields(head);
  const rows = lines
    .map((line) => Object.fromEntries(fields(line).map((f, i) => [names[i], f])))
    .filter((r) => r.groups && r.access)
    .slice(0, ROWS);
  const broken = (text) => escaped(text).replace(/;/g, ';<br>');
  const row = (r) =>
    `<tr>${COLUMNS.map((c) => `<td class="${c}">${broken(r[c])}</td>`).join('')}</tr>`;
  return `<!doctype html><html lang="sv"><meta charset="utf-8"><title>services.csv</title><style>
    body { margin: 0; width: max-content; font: 22px/1.3 "Liberation Sans", Arial, sans-serif; color: #15212c; }
    p { margin: 0; padding: 10px 16px; background: #123c5a; color: #fff; font-weight: 600; }
    table { border-collapse: collapse; }
    th { background: #e6eefb; text-align: left; }
    th, td { padding: 7px 14px; border: 1px solid #c9d1d9; vertical-align: top; white-space: nowrap; }
    .name { white-space: normal; min-width: 250px; max-width: 300px; }
    .claims { color: #0b3d91; }
    </style><body><p>services.csv</p><table><tr>${COLUMNS.map((c) => `<th>${c}</th>`).join('')}</tr>
    ${rows.map(row).join('\n')}</table></body></html>`;
}

const browser = await launch();
try {
  for (const [name, hash, ready] of [
    ['map', 'lang=sv', '.details .rows'],
    ['gaps', 'lang=sv&cell=aldre-over-65:support', '.details .service'],
  ]) {
    const { page, wrong, close } = await open(browser, url, hash, SIZE);
    await painted(page);
    await page.locator(ready).first().waitFor();
    await page.waitForTimeout(500);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    await close();
  }
  const page = await browser.newPage(SIZE);
  await page.setContent(sheet());
  await page.locator('body').screenshot({ path: join(folder, 'rows.png') });
} finally {
  await browser.close();
}
