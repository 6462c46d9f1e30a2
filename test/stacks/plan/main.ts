/** Runs the real sst.config.ts with the real SST components under Pulumi's mocks; prints the plan as JSON. */
import crypto from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundleApp, bundleProgram } from './bundle.ts';
import { fakeAws } from './fake-aws.ts';
import type { Plan, PlannedApp, PlannedBuild, PlannedResource, PlanRequest } from './plan.ts';
import { loadPlatform, type Pulumi } from './pulumi.ts';
import { startRpcServer } from './rpc-server.ts';

const request: PlanRequest = JSON.parse(process.argv[2] ?? '{}');
const files: string[] = [];
const resources: PlannedResource[] = [];
const builds: PlannedBuild[] = [];

function fail(error: unknown): never {
  const registered = resources.filter(({ type }) => type.startsWith('aws:')).length;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.stderr.write(`${registered} resources were registered before.\n`);
  process.exit(1);
}

function outfile(kind: string): string {
  const file = path.join(request.platform, `sst.config.${kind}.${process.pid}.mjs`);
  files.push(file, `${file}.map`);
  return file;
}

/** Pulumi's signature of an object that wraps a secret's value. */
const SIGNATURE = '4dabf18193072939515e22adb298388d';

/** Inputs with the values of their secrets, which Pulumi would encrypt. */
function disclosed<T>(inputs: T): T {
  return JSON.parse(JSON.stringify(inputs), (_key, value) =>
    typeof value === 'object' && value !== null && SIGNATURE in value ? value.value : value,
  );
}

/** The provider's arguments as SST's CLI sets them, its own tags added (pkg/project/provider/aws.go). */
function providerConfig({ name, providers }: PlannedApp): Record<string, string> {
  const args = { defaultTags: { tags: {} }, ...(providers?.aws as { defaultTags?: { tags: object } } | undefined) };
  const tags = { ...args.defaultTags.tags, 'sst:app': name, 'sst:stage': request.stage };
  return { 'aws:region': request.region, 'aws:defaultTags': JSON.stringify({ tags }) };
}

function record(pulumi: Pulumi): void {
  const monitor = pulumi.runtime.getMonitor();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (registration, callback) =>
    register(registration, (error, response) => {
      const urn = response?.getUrn();
      if (urn !== undefined && resources.some((each) => each.urn === urn)) {
        return callback(new Error(`Duplicate resource URN '${urn}'`));
      }
      if (urn !== undefined) {
        resources.push({
          urn,
          type: registration.getType(),
          name: registration.getName(),
          inputs: disclosed(pulumi.runtime.deserializeProperties(registration.getObject())),
          retainOnDelete: registration.getRetainondelete(),
          ignoreChanges: registration.getIgnorechangesList(),
          provider: registration.getProvider(),
          dependencies: registration.getDependenciesList(),
        });
      }
      callback(error, response);
    });
}

async function plan(): Promise<void> {
  const { pulumi, esbuild, leakedPromises } = loadPlatform(request.platform);
  mkdirSync(path.join(request.root, '.sst'), { recursive: true });
  const evaluation = outfile('app');
  await bundleApp(esbuild, request, evaluation);
  const app: PlannedApp = (await import(evaluation)).default;
  const program = outfile('run');
  await bundleProgram(esbuild, request, app, program);

  process.env.SST_SERVER = await startRpcServer(builds);
  // Names that SST makes unique by chance are the same in every plan.
  crypto.randomBytes = ((size: number) => Buffer.alloc(size)) as typeof crypto.randomBytes;
  await pulumi.runtime.setMocks(fakeAws, app.name, request.stage, false, 'organization');
  pulumi.runtime.setAllConfig(providerConfig(app));
  record(pulumi);

  let outputs: Record<string, unknown> | undefined;
  const settled = () => {
    const [leaks, message] = leakedPromises();
    if (outputs === undefined || leaks.size > 0) fail(new Error(`the program never settled: ${message}`));
    const result: Plan = { app, resources, builds, outputs };
    process.stdout.write(JSON.stringify(result));
  };
  process.once('beforeExit', settled);
  const stack = await pulumi.runtime.runInPulumiStack(async () => (await import(program)).default);
  pulumi.output(stack ?? {}).apply((value) => {
    outputs = value as Record<string, unknown>;
  });
}

process.on('exit', () => {
  for (const file of files) rmSync(file, { force: true });
});
process.on('unhandledRejection', fail);
process.on('uncaughtException', fail);
plan().catch(fail);
