import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { BUNDLE_OPTIONS } from '../../../local/build/function-bundles.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** The handlers that are compared. */
export const VARIANTS = ['bare', 'ours', 'opentelemetry', 'opentelemetry-node-sdk'] as const;
export type Variant = (typeof VARIANTS)[number];

/** The functions whose size has a bound. */
export const BOUNDED = ['catalog', 'cart', 'checkout', 'account'] as const;

/** Bundles, by name of what they are of. */
export type Bundles = { readonly folder: string; file(name: string): string; bytes(name: string): number };

/** Bundles everything that is measured, as functions are bundled. */
export async function makeBundles(): Promise<Bundles> {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-telemetry-'));
  const variants = VARIANTS.map((name) => [name, `test/bench/telemetry/${name}.ts`]);
  const functions = BOUNDED.map((id) => [id, FUNCTIONS[id].handler]);
  const entryPoints: Record<string, string> = Object.fromEntries([...variants, ...functions]);
  const outExtension = { '.js': '.mjs' };
  await build({ ...BUNDLE_OPTIONS, absWorkingDir: ROOT, entryPoints, outdir: folder, outExtension });
  const file = (name: string) => join(folder, `${name}.mjs`);
  return { folder, file, bytes: (name) => statSync(file(name)).size };
}
