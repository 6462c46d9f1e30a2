import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, test, vi } from 'vitest';

const KILOBYTE = 1024;

/** Folders of pages that shoppers never load: those of the people who run the shop, and the API's documentation. */
const NOT_THE_SHOP = /\/web\/src\/(console|admin|docs-page)\//;

type Chunk = Rolldown.OutputChunk;

let chunks: ReadonlyMap<string, Chunk>;
beforeAll(async () => {
  // What a visitor gets, not what suits a test.
  vi.stubEnv('NODE_ENV', 'production');
  const output = await build({
    configFile: join(import.meta.dirname, '..', '..', 'web', 'vite.config.ts'),
    build: { write: false },
    logLevel: 'silent',
  }).finally(() => vi.unstubAllEnvs());
  if (!('output' in output)) throw new Error('The pages were built into more than one output.');
  chunks = new Map(output.output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
});

const entry = (): Chunk => {
  const found = [...chunks.values()].find(({ isEntry }) => isEntry);
  if (found === undefined) throw new Error('The pages have no entry.');
  return found;
};

const isShop = ({ moduleIds }: Chunk) => !moduleIds.some((id) => NOT_THE_SHOP.test(id));

/** Runbooks are fetched as they are read: they are texts, not code. */
const isText = ({ moduleIds }: Chunk) => moduleIds.every((id) => id.includes('/runbooks/'));

/** The chunk and all that it leads to, as far as `follow` goes. */
function reached(from: Chunk, follow: (chunk: Chunk) => readonly string[]): readonly Chunk[] {
  const found = new Set([from]);
  for (const chunk of found) {
    const next = follow(chunk).flatMap((name) => chunks.get(name) ?? []);
    for (const other of next.filter(isShop)) found.add(other);
  }
  return [...found];
}

const kilobytes = (parts: readonly Chunk[]) =>
  parts.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0) / KILOBYTE;

describe('the JavaScript that a shopper loads, compressed,', () => {
  test('is at most 23 KB for the first page', () => {
    expect(kilobytes(reached(entry(), ({ imports }) => imports))).toBeLessThanOrEqual(23);
  });

  test('is at most 60 KB for every page of the shop together', () => {
    const all = reached(entry(), ({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
    expect(all.length).toBeGreaterThan(10);
    expect(kilobytes(all)).toBeLessThanOrEqual(60);
  });

  test('has nothing in its first page of what only some pages need', () => {
    const first = reached(entry(), ({ imports }) => imports).flatMap(({ moduleIds }) => moduleIds);
    expect(first.some((id) => id.endsWith('/pages/catalogue-page.tsx'))).toBe(true);
    expect(first.filter((id) => /\/web\/src\/(checkout\/checkout-|orders|wallet|account|forms)\//.test(id))).toEqual(
      [],
    );
  });
});

describe('the JavaScript of the console, compressed,', () => {
  const console = (): readonly Chunk[] => {
    const page = [...chunks.values()].find(({ moduleIds }) =>
      moduleIds.some((id) => id.endsWith('/console/console.tsx')),
    );
    if (page === undefined) throw new Error('The pages have no console.');
    const found = new Set([page]);
    for (const chunk of found) {
      // What the console shares with the shop leads to the shop's pages, too.
      const own = chunk.moduleIds.some((id) => id.includes('/web/src/console/')) ? chunk.dynamicImports : [];
      for (const name of [...chunk.imports, ...own]) {
        const next = chunks.get(name);
        if (next !== undefined && !isText(next)) found.add(next);
      }
    }
    return [...found];
  };

  test('is at most 150 KB for all of its pages together, with what the shop’s pages share', () => {
    expect(console().length).toBeGreaterThan(15);
    expect(kilobytes(console())).toBeLessThanOrEqual(150);
  });

  test('has a chunk for each page', () => {
    const views = console().flatMap(({ facadeModuleId }) =>
      /-view\.tsx$/.test(facadeModuleId ?? '') ? [facadeModuleId] : [],
    );
    expect(views.length).toBeGreaterThan(15);
  });
});
