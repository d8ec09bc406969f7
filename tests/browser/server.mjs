// Starts the built binary on a port of its own with copies of networks, so that
// a test may move boxes without changing the packages in the repository.
//
// SAMKARTA_BIN      the binary (default: target/release/samkarta)
// SAMKARTA_NETWORK  the package of the tests of one (default: networks/sodertalje-2020)
// SAMKARTA_URL      an address where it already runs; nothing is started then
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** The networks of the repository that are compared and collected. */
export const ALL = [
  'sodertalje-2020',
  'sodertalje-2024',
  'nck-2022',
  'handbok-steg-1',
  'sundbyberg-2018',
].map((name) => join(root, 'networks', name));

/** The program that is tested. */
export const BINARY = process.env.SAMKARTA_BIN ?? join(root, 'target/release/samkarta');

const ONE = [process.env.SAMKARTA_NETWORK ?? join(root, 'networks/sodertalje-2020')];

export async function start(sources = ONE) {
  if (process.env.SAMKARTA_URL)
    return { url: process.env.SAMKARTA_URL, networks: sources, stop: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'samkarta-browser-'));
  const networks = sources.map((source) => join(folder, basename(source)));
  networks.forEach((network, i) => cpSync(sources[i], network, { recursive: true }));
  const child = spawn(BINARY, ['serve', ...networks, '--no-open', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = await new Promise((found, failed) => {
    let said = '';
    const late = setTimeout(() => failed(new Error(`no address within 30 s: ${said}`)), 30_000);
    child.stderr.on('data', (data) => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (!address) return;
      clearTimeout(late);
      found(address[0]);
    });
    child.on('error', failed);
    child.on('exit', (code) => failed(new Error(`the server ended with ${code}: ${said}`)));
  });
  const stop = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url, networks, stop };
}
