import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

/** There is no dynoxide to run; the message says what to do. */
export class DynoxideMissingError extends Error {}

export type DynoxideSearch = {
  readonly platform: string;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The path of an installed module, or `undefined`; node_modules unless given. */
  readonly resolve?: (module: string) => string | undefined;
};

/** The path of the dynoxide binary: the platform's npm package, else DYNOXIDE_BIN, else PATH; throws DynoxideMissingError. */
export function findDynoxide({ platform, arch, env, resolve = resolveModule }: DynoxideSearch): string {
  const file = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const manifest = resolve(`@dynoxide/${platform}-${arch}/package.json`);
  const candidates = [
    ...(manifest === undefined ? [] : [join(dirname(manifest), file)]),
    ...(env.DYNOXIDE_BIN ? [env.DYNOXIDE_BIN] : []),
    ...(env.PATH ?? '').split(delimiter).flatMap((folder) => (folder === '' ? [] : [join(folder, file)])),
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new DynoxideMissingError(
    `No DynamoDB emulator for ${platform}-${arch}: run npm install without --omit=optional, or install dynoxide ` +
      '(https://github.com/nubo-db/dynoxide) and name it in DYNOXIDE_BIN or put it on PATH.',
  );
}

function resolveModule(module: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(module);
  } catch {
    return undefined;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
