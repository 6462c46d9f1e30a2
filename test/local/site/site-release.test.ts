import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { PagesError } from '../../../local/site/copy-pages.ts';
import { openSiteRelease, type SiteRelease } from '../../../local/site/site-release.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-release-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Pages whose script has the name of the build in its own. */
function build(name: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), `<title>${name}</title>`);
  writeFileSync(join(root, 'assets', `index-${name}.js`), name);
  return root;
}
const own = build('own');
const copies = join(folder, 'copies');
let site: SiteRelease;
beforeEach(() => {
  site = openSiteRelease(own, copies);
});
const get = async (path: string) => (await site.find(path))?.body.toString();

describe('a release', () => {
  test('is served in place of the working tree’s pages, until those are asked for again', async () => {
    expect([site.served(), await get('/')]).toEqual([{ folder: own, released: false }, '<title>own</title>']);
    const release = build('release');
    expect(await site.serve(release)).toEqual({ folder: release, released: true });
    expect([site.served().released, await get('/orders')]).toEqual([true, '<title>release</title>']);
    expect(await site.reset()).toEqual({ folder: own, released: false });
    expect(await get('/')).toBe('<title>own</title>');
  });

  test('is served although the folder that it was built in is gone', async () => {
    const release = build('gone');
    await site.serve(release);
    rmSync(release, { recursive: true });
    expect([await get('/'), await get('/assets/index-gone.js')]).toEqual(['<title>gone</title>', 'gone']);
  });

  test('leaves the scripts of the pages before it to whoever has these open, but no more than those', async () => {
    await site.serve(build('first'));
    await site.serve(build('second'));
    expect(await get('/assets/index-first.js')).toBe('first');
    await site.serve(build('third'));
    expect([await get('/assets/index-first.js'), await get('/assets/index-second.js')]).toEqual([undefined, 'second']);
    expect(readdirSync(copies)).toHaveLength(2);
    await site.reset();
    await site.reset();
    expect([await get('/assets/index-third.js'), await get('/assets/index-own.js')]).toEqual(['third', 'own']);
  });

  test('is one after the other, when two come at once', async () => {
    await Promise.all([site.serve(build('one')), site.serve(build('other'))]);
    expect(await get('/')).toBe('<title>other</title>');
  });

  test('is forgotten with a restart', async () => {
    await site.serve(build('before'));
    site = openSiteRelease(own, copies);
    expect([await get('/'), await get('/assets/index-before.js')]).toEqual(['<title>own</title>', undefined]);
  });
});

describe('of folders that cannot be served', () => {
  const linked = build('linked');
  symlinkSync('/etc', join(linked, 'etc'));
  const crowded = build('crowded');
  for (let i = 0; i < 2_000; i++) writeFileSync(join(crowded, `${i}`), '');
  test.each([
    ['one by a relative path', 'web/dist', /absolute path, not "web\/dist"/],
    [
      'one that is not there',
      join(folder, 'nowhere'),
      /no .*nowhere\/index\.html\. Build the pages with npm run build/,
    ],
    ['one that leads elsewhere', linked, /linked\/etc is neither a file nor a folder/],
    ['one with far more than pages', crowded, /more than 2000 files/],
  ])('%s is refused, and what was served still is', async (_, path, message) => {
    await site.serve(build('good'));
    const refused = site.serve(path);
    await expect(refused).rejects.toThrow(PagesError);
    await expect(refused).rejects.toThrow(message);
    expect(await get('/')).toBe('<title>good</title>');
  });
});
