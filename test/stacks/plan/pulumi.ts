import { createRequire } from 'node:module';
import path from 'node:path';

/** The getters that are read of a RegisterResourceRequest (a protocol buffer message). */
export type RegisterRequest = {
  getType(): string;
  getName(): string;
  getObject(): unknown;
  getRetainondelete(): boolean;
  getIgnorechangesList(): string[];
  getProvider(): string;
  getDependenciesList(): string[];
};
export type RegisterResponse = { getUrn(): string };
type Callback = (error: Error | null, response?: RegisterResponse) => void;
export type Monitor = { registerResource(request: RegisterRequest, callback: Callback): Promise<void> };

export type NewResource = {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
};
export type Call = { readonly token: string; readonly inputs: Readonly<Record<string, unknown>> };
export type Mocks = {
  newResource(resource: NewResource): { id: string; state: Record<string, unknown> };
  call(call: Call): Record<string, unknown>;
};

/** The part of @pulumi/pulumi that the harness uses. */
export type Pulumi = {
  runtime: {
    setMocks(mocks: Mocks, project: string, stack: string, preview: boolean, organization: string): Promise<void>;
    setAllConfig(config: Record<string, string>): void;
    getMonitor(): Monitor;
    deserializeProperties(properties: unknown): Record<string, unknown>;
    runInPulumiStack(program: () => Promise<unknown>): Promise<Record<string, unknown> | undefined>;
  };
  output(value: unknown): { apply(read: (value: unknown) => void): unknown };
};

export type BuildOptions = Readonly<Record<string, unknown>>;
export type PluginBuild = {
  onLoad(
    options: { filter: RegExp },
    load: (args: { path: string }) => { contents: string; loader: string } | undefined,
  ): void;
  onResolve(
    options: { filter: RegExp },
    resolve: (args: { path: string; importer: string; kind: string }) => { errors: { text: string }[] } | undefined,
  ): void;
};
export type Esbuild = { build(options: BuildOptions): Promise<unknown> };

/** The platform's own modules: the very instances that the bundled program gets. */
export type Platform = {
  readonly pulumi: Pulumi;
  readonly esbuild: Esbuild;
  /** Promises that will never settle, and a sentence about them. */
  leakedPromises(): [Set<Promise<unknown>>, string];
};

function skipClosureSerialization(load: NodeJS.Require): void {
  // A dynamic resource would serialize its provider's code, 1.5 s for text that nobody reads here.
  const closure = load('@pulumi/pulumi/runtime/closure/serializeClosure');
  closure.serializeFunction = async () => ({ text: '', exportName: 'handler', containsSecrets: false });
}

/** Loads SST's installed platform from `.sst/platform`. */
export function loadPlatform(folder: string): Platform {
  const load = createRequire(path.join(folder, 'package.json'));
  skipClosureSerialization(load);
  const { leakedPromises } = load('@pulumi/pulumi/runtime/debuggable');
  return { pulumi: load('@pulumi/pulumi'), esbuild: load('esbuild'), leakedPromises };
}
