import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('the probe’s bundle holds no AWS SDK client: it needs none, and starts faster without', async () => {
  const { metafile } = await build({
    entryPoints: ['functions/probe/handler.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain('functions/probe/walk.ts');
  expect(inputs.filter((path) => /@aws-sdk\/(client|lib)-|electrodb/.test(path))).toEqual([]);
});
