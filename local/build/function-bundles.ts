import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { BuildOptions, Metafile, OutputFile, Plugin } from 'esbuild';
import { hashFiles, readStamps, type Stamps, writeWhole } from './stamp.ts';

/** Entry file of each function, relative to the project's root, by function id. */
export type Entries = Readonly<Record<string, string>>;

const stampsFile = (root: string): string => join(root, 'dist', 'functions', 'stamps.json');
const bundleFile = (root: string, id: string): string => join(root, 'dist', 'functions', id, 'index.mjs');
const metaFile = (root: string, id: string): string => join(root, 'dist', 'functions', `${id}.meta.json`);

/** Dependencies change with the lock file, options with this one: both are inputs of every bundle. */
const commonInputs = ['package-lock.json', 'local/build/function-bundles.ts'];

/** What the functions need none of: each file says why. */
const alias = {
  '@aws-sdk/credential-provider-node': './functions/lib/lambda-credentials.ts',
  '@aws-sdk/endpoint-cache': './functions/lib/stand-ins/endpoint-cache.ts',
  '@smithy/core/event-streams': './functions/lib/stand-ins/event-streams.ts',
  jsonschema: './functions/lib/stand-ins/model-check.ts',
};

/** What a CommonJS package requires is bundled whole; functions/lib/database.ts imports what is used of it. */
const requiredCommands: Plugin = {
  name: 'required-commands',
  setup({ onResolve, initialOptions }) {
    const path = join(initialOptions.absWorkingDir ?? '', 'functions/lib/stand-ins/document-commands.ts');
    onResolve({ filter: /^@aws-sdk\/lib-dynamodb$/ }, ({ kind }) => (kind === 'require-call' ? { path } : undefined));
  },
};

/** CommonJS packages inside an ES module still call `require` for Node's modules. */
const banner = `import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);`;

/** How a function is bundled, wherever from and to. */
export const BUNDLE_OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Said here as in tsconfig.base.json: what a plugin resolves has no tsconfig, and the same file, reached both ways, would be
  // bundled by whichever came first.
  tsconfigRaw: { compilerOptions: { strict: true, verbatimModuleSyntax: true } },
  minify: true,
  alias,
  plugins: [requiredCommands],
  legalComments: 'none',
  banner: { js: banner },
  metafile: true,
  logLevel: 'silent',
} satisfies BuildOptions;

/** The functions whose bundle is missing or was made from other contents. */
export function staleFunctions(root: string, entries: Entries): string[] {
  const stamps = readStamps(stampsFile(root));
  return Object.keys(entries).filter((id) => {
    const stamp = stamps[id];
    const built = existsSync(bundleFile(root, id)) && existsSync(metaFile(root, id));
    return !stamp || !built || hashFiles(root, stamp.files, entries[id] ?? '') !== stamp.hash;
  });
}

/**
 * Bundles functions to `dist/functions/<id>/index.mjs`, each with esbuild's metafile beside its folder as `<id>.meta.json`.
 * Rejects with esbuild's BuildFailure.
 */
export async function bundleFunctions(root: string, entries: Entries, ids: readonly string[]): Promise<void> {
  const { build } = await import('esbuild');
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ids.map((id) => ({ in: entries[id] ?? '', out: `${id}/index` })),
    outdir: 'dist/functions',
    outExtension: { '.js': '.mjs' },
    ...BUNDLE_OPTIONS,
    write: false,
  });
  const stamps: Record<string, Stamps[string]> = { ...readStamps(stampsFile(root)) };
  for (const id of ids) stamps[id] = writeBundle(root, id, entries[id] ?? '', metafile, outputFiles);
  writeWhole(stampsFile(root), JSON.stringify(stamps));
}

function writeBundle(
  root: string,
  id: string,
  entry: string,
  metafile: Metafile,
  outputFiles: readonly OutputFile[],
): Stamps[string] {
  const own = partOf(metafile, entry, `dist/functions/${id}/index.mjs`);
  const output = outputFiles.find(({ path }) => path === bundleFile(root, id));
  if (!output) throw new Error(`esbuild made no bundle of ${entry}`);
  writeWhole(output.path, output.contents);
  writeWhole(metaFile(root, id), JSON.stringify(own));
  const files = Object.keys(own.inputs).filter((path) => !path.startsWith('node_modules/'));
  const inputs = [
    ...files.map((path) => relative(root, join(root, path)).split(sep).join('/')),
    ...commonInputs,
  ].sort();
  return { files: inputs, hash: hashFiles(root, inputs, entry) };
}

/** The part of a metafile of several entries that belongs to one: its output, and the inputs that can be reached from it. */
export function partOf(metafile: Metafile, entry: string, outputPath: string): Metafile {
  const reached = new Set([entry]);
  for (const path of reached) {
    for (const imported of metafile.inputs[path]?.imports ?? []) if (!imported.external) reached.add(imported.path);
  }
  const inputs = Object.entries(metafile.inputs).filter(([path]) => reached.has(path));
  const output = metafile.outputs[outputPath];
  return { inputs: Object.fromEntries(inputs), outputs: output ? { [outputPath]: output } : {} };
}
