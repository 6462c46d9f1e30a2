import { build, type Metafile, type OutputFile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { BUNDLE_OPTIONS, partOf } from '../../local/build/function-bundles.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';

const root = new URL('../..', import.meta.url).pathname;

/** What handlers may have of monitoring/: names, types and objectives, never definitions of alarms or dashboards. */
const SHARED =
  /^monitoring\/(metrics|dimensions|log-fields|resources|physical-name|cloudwatch|slos|burn-rate|queries|query-cost|trace-groups|prices|metric-query|cloudwatch-dashboards\/shown-in)\.ts$/;
/** What the console's function has besides: the dashboards and alarms that it shows, and what prices them; no scenarios. */
const SHOWN = /^monitoring\/(?!scenarios\/).*\.ts$/;
/** The limit of a minified bundle: what a shopper waits for is smaller than what the console does. */
const bytesOf = (id: FunctionId) => (id === 'ops' ? 820_000 : 600_000);

const bundlesOf = (ids: readonly FunctionId[]) =>
  build({
    ...BUNDLE_OPTIONS,
    absWorkingDir: root,
    entryPoints: ids.map((id) => ({ in: FUNCTIONS[id].handler, out: `${id}/index` })),
    outdir: 'dist/functions',
    outExtension: { '.js': '.mjs' },
    write: false,
  });
const hashesOf = (outputs: readonly OutputFile[]) => outputs.map(({ path, hash }) => [path, hash] as const);

const metafiles = new Map<string, Metafile>();
let outputs: readonly OutputFile[] = [];
beforeAll(async () => {
  const { metafile, outputFiles } = await bundlesOf(FUNCTION_IDS);
  outputs = outputFiles;
  for (const id of FUNCTION_IDS)
    metafiles.set(id, partOf(metafile, FUNCTIONS[id].handler, `dist/functions/${id}/index.mjs`));
});

test('the same sources are the same bytes, whatever is bundled with them and in which order: what is the same is no change', async () => {
  const [first, ...others] = FUNCTION_IDS.toReversed();
  const apart = await Promise.all([bundlesOf(others), bundlesOf(first === undefined ? [] : [first])]);
  const hashes = apart.flatMap(({ outputFiles }) => hashesOf(outputFiles));
  expect(new Map(hashes)).toEqual(new Map(hashesOf(outputs)));
  expect(hashes).toHaveLength(FUNCTION_IDS.length);
});

describe.each(FUNCTION_IDS)('the bundle of %s', (id) => {
  const inputs = () => Object.keys(metafiles.get(id)?.inputs ?? {});

  test('is made of functions/ and of the little that monitoring/ shares, and of packages', () => {
    const own = inputs().filter((path) => !path.startsWith('node_modules/'));
    expect(own).toContain(FUNCTIONS[id].handler);
    const shared = id === 'ops' ? SHOWN : SHARED;
    expect(own.filter((path) => !path.startsWith('functions/') && !shared.test(path))).toEqual([]);
  });

  test('has no other function’s routes or entry in it', () => {
    const entries = inputs().filter((path) => /^functions\/[^/]+\/(app|handler)\.ts$/.test(path));
    expect(entries.filter((path) => !path.startsWith(`functions/${id}/`))).toEqual([]);
  });

  test(`has at most ${bytesOf(id)} bytes`, () => {
    const [output] = Object.values(metafiles.get(id)?.outputs ?? {});
    expect(output?.bytes).toBeLessThanOrEqual(bytesOf(id));
  });

  test('has ElectroDB only if it uses the table', () => {
    const usesTable = FUNCTIONS[id].permissions.some((permission) => permission.startsWith('table:'));
    const electrodb = inputs().some((path) => path.startsWith('node_modules/electrodb/'));
    if (!usesTable) expect(electrodb).toBe(false);
  });
});
