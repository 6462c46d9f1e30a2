import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { versionOf } from './commit.ts';

/** What `npm run build` writes of what it has built: local/build/built-from.ts. */
const BuiltFrom = z.object({ commit: z.string(), clean: z.boolean() });

const REMEDY = 'run npm ci and npm run build first, or leave --prebuilt away.';

function builtFrom(folder: string): z.output<typeof BuiltFrom> | undefined {
  try {
    return z.parse(BuiltFrom, JSON.parse(readFileSync(join(folder, 'dist', 'built-from.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Why what is built in a folder is not a commit as it is: a sentence each, with what to do. */
export function buildFaults(folder: string, commit: string | undefined): readonly string[] {
  const missing = ['node_modules', 'dist/functions', 'web/dist'].filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) return [`--prebuilt needs ${missing.join(' and ')} here: ${REMEDY}`];
  const built = builtFrom(folder);
  if (built === undefined) return [`--prebuilt cannot tell what dist was built from: ${REMEDY}`];
  if (commit === undefined) return [];
  if (built.commit !== commit)
    return [
      `--prebuilt would deploy ${versionOf(commit)}, and dist was built from ${versionOf(built.commit)}: ${REMEDY}`,
    ];
  if (!built.clean) return [`dist was built when files were changed that are not in ${versionOf(commit)}: ${REMEDY}`];
  return [];
}
