import { join } from 'node:path';
import type { Release } from '../../operations/deploy/target.ts';
import { writeFiles } from './embedded-stage.ts';

type Parts = {
  /** Code of its functions by id. */
  readonly code: Readonly<Record<string, string>>;
  /** What its program says that it defines; it has no such program unless given. */
  readonly definitions?: object;
  /** What its page says. */
  readonly page?: string;
};

/** Writes a release that is built: as small as one can be. */
export function smallRelease(parent: string, version: string, { code, definitions, page = '' }: Parts): Release {
  const folder = join(parent, `release-${version}`);
  const bundles = Object.entries(code).map(([id, text]) => [`dist/functions/${id}/index.mjs`, text]);
  const program = `console.log(${JSON.stringify(JSON.stringify(definitions))});\n`;
  writeFiles(folder, {
    ...Object.fromEntries(bundles),
    'web/dist/index.html': page,
    ...(definitions === undefined ? {} : { 'local/deploy/print-definitions.ts': program }),
  });
  return { commit: version.padEnd(40, '0'), version, folder };
}
