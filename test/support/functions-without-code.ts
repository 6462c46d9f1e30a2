import { DatabaseSync } from 'node:sqlite';
import { deployFunctions } from '../../local/deploy/deploy-functions.ts';
import type { CodeStore } from '../../local/lambda/code-store.ts';
import { createFunctions, type Functions } from '../../local/lambda/functions.ts';
import { openVersionNumbers } from '../../local/lambda/version-numbers.ts';

const NO_CODE: CodeStore = {
  put: (archive) => ({ bundle: 'index.mjs', codeSha256: '', codeSize: archive.length }),
  add: (bundle) => ({ bundle, codeSha256: '', codeSize: 0 }),
};

/** Functions of these names by id, whose code is nowhere, each with a version that its alias `live` leads to. */
export function functionsWithoutCode(names: Readonly<Record<string, string>>): Functions {
  const numbers = openVersionNumbers(new DatabaseSync(':memory:'));
  const functions = createFunctions({ code: NO_CODE, numbers, now: () => 0, random: () => 0 });
  for (const [id, name] of Object.entries(names)) {
    deployFunctions(functions, [{ id, name, bundle: 'index.mjs', memorySize: 128, timeout: 3, environment: {} }]);
  }
  return functions;
}

/** What the API of Lambda needs beside functions where nothing runs. */
export const NOTHING_ELSE = { code: NO_CODE, eventSourceMappings: async () => [] };
