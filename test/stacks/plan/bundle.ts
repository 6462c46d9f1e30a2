import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlannedApp, PlanRequest } from './plan.ts';
import type { Esbuild, PluginBuild } from './pulumi.ts';

const BANNER = [
  "import { createRequire as topLevelCreateRequire } from 'module';",
  'const require = topLevelCreateRequire(import.meta.url);',
  'import { fileURLToPath as topLevelFileUrlToPath, URL as topLevelURL } from "url"',
  'const __filename = topLevelFileUrlToPath(import.meta.url)',
  'const __dirname = topLevelFileUrlToPath(new topLevelURL(".", import.meta.url))',
].join('\n');

const EXTERNAL = [
  '@pulumi/*',
  'undici',
  '@pulumiverse/*',
  '@sst-provider/*',
  '@aws-sdk/*',
  'esbuild',
  'archiver',
  'glob',
  'vite',
];

function injectGlobals(globals: string) {
  return {
    name: 'InjectGlobals',
    setup(build: PluginBuild) {
      build.onLoad({ filter: /\.(js|ts|jsx|tsx)$/ }, (args) =>
        args.path.includes('.sst')
          ? undefined
          : { contents: `${globals}\n${readFileSync(args.path, 'utf8')}`, loader: 'ts' },
      );
    },
  };
}

/** As if the operator had edited the one file of settings. */
function editStages({ stages }: PlanRequest) {
  return {
    name: 'EditStages',
    setup(build: PluginBuild) {
      build.onLoad({ filter: /[/\\]settings[/\\]stages\.ts$/ }, () =>
        stages === undefined
          ? undefined
          : { contents: `export const STAGES = ${JSON.stringify(stages)};`, loader: 'ts' },
      );
    },
  };
}

const disallowTopLevelImports = {
  name: 'DisallowImports',
  setup(build: PluginBuild) {
    build.onResolve({ filter: /.*/ }, (args) =>
      path.basename(args.importer) === 'sst.config.ts' && args.kind === 'import-statement'
        ? { errors: [{ text: `sst.config.ts must not import "${args.path}" at the top level: import it in run()` }] }
        : undefined,
    );
  },
};

type BundleInput = {
  code: string;
  outfile: string;
  banner?: string;
  define: object;
  inject?: string[];
  plugins: object[];
};

/** Bundles as SST's CLI does (pkg/js/js.go). */
async function bundle(esbuild: Esbuild, request: PlanRequest, input: BundleInput): Promise<void> {
  const dir = path.dirname(request.config);
  await esbuild.build({
    banner: { js: `${BANNER}\n${input.banner ?? ''}` },
    mainFields: ['module', 'main'],
    format: 'esm',
    platform: 'node',
    sourcemap: 'linked',
    stdin: { contents: input.code, resolveDir: dir, sourcefile: 'eval.ts', loader: 'ts' },
    nodePaths: [path.join(request.platform, 'node_modules')],
    plugins: input.plugins,
    external: EXTERNAL,
    define: input.define,
    inject: input.inject ?? [],
    outfile: input.outfile,
    write: true,
    bundle: true,
    logLevel: 'silent',
  });
}

/** Bundles what evaluates `app()` (pkg/project/project.go). */
export async function bundleApp(esbuild: Esbuild, request: PlanRequest, outfile: string): Promise<void> {
  await bundle(esbuild, request, {
    code: `import mod from ${JSON.stringify(request.config)}; export default await mod.app($input);`,
    outfile,
    banner: 'function $config(input) { return input }',
    define: { $input: JSON.stringify({ stage: request.stage }) },
    plugins: [disallowTopLevelImports, editStages(request)],
  });
}

type LockEntry = { readonly alias: string; readonly package: string };

function shims(request: PlanRequest): string {
  const lock: LockEntry[] = JSON.parse(readFileSync(path.join(request.platform, '..', 'provider-lock.json'), 'utf8'));
  const providers = lock.map((entry) => `import * as ${entry.alias} from "${entry.package}";`);
  return [...providers, `import * as sst from "${request.platform}/src/components";`].join('\n');
}

/** Bundles the program that runs `run()` (pkg/project/run.go). */
export async function bundleProgram(esbuild: Esbuild, request: PlanRequest, app: PlannedApp, outfile: string) {
  const work = path.join(request.root, '.sst');
  const paths = { home: work, root: request.root, work, platform: request.platform };
  await bundle(esbuild, request, {
    code: `import { run } from "${request.platform}/src/auto/run.ts";
import mod from ${JSON.stringify(request.config)};
const result = await run(mod.run);
export default result;`,
    outfile,
    define: {
      $app: JSON.stringify({ ...app, stage: request.stage }),
      $cli: JSON.stringify({
        command: request.dev ? 'dev' : 'deploy',
        dev: request.dev,
        paths,
        state: { version: {} },
      }),
      $dev: String(request.dev),
    },
    inject: [path.join(request.platform, 'src/shim/run.js')],
    plugins: [editStages(request), injectGlobals(shims(request))],
  });
}
