import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../functions/manifest.ts';
import { BUNDLE_OPTIONS } from '../../local/build/function-bundles.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';

const root = new URL('../..', import.meta.url).pathname;

/** What handlers may have of monitoring/: names, types and objectives, never definitions of alarms or dashboards. */
const SHARED =
  /^monitoring\/(metrics|dimensions|log-fields|resources|physical-name|cloudwatch|slos|burn-rate|queries|query-cost|trace-groups|prices|metric-query|cloudwatch-dashboards\/shown-in)\.ts$/;
/** What the console's function has besides: the dashboards and alarms that it shows, and what prices them; no scenarios. */
const SHOWN = /^monitoring\/(?!scenarios\/).*\.ts$/;
/** The limit of a minified bundle: what a shopper waits for is smaller than what the console does. */
const bytesOf = (id: FunctionId) => (id === 'ops' ? 820_000 : 600_000);

const metafiles = new Map<string, Metafile>();
beforeAll(async () => {
  await Promise.all(
    FUNCTION_IDS.map(async (id) => {
      const { metafile } = await build({
        absWorkingDir: root,
        entryPoints: [FUNCTIONS[id].handler],
        outfile: `dist/functions/${id}/index.mjs`,
        ...BUNDLE_OPTIONS,
        write: false,
      });
      metafiles.set(id, metafile);
    }),
  );
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
