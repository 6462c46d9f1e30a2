import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { deployFunctions } from '../../../local/deploy/deploy-functions.ts';
import { createFunctions } from '../../../local/lambda/functions.ts';
import { openVersionNumbers } from '../../../local/lambda/version-numbers.ts';
import { NOTHING_ELSE } from '../../support/functions-without-code.ts';

test('every function is published, and its alias live sends all requests there', () => {
  const numbers = openVersionNumbers(new DatabaseSync(':memory:'));
  const functions = createFunctions({ code: NOTHING_ELSE.code, numbers, now: () => 0, random: () => 0 });
  const settings = { bundle: 'index.mjs', memorySize: 128, timeout: 3 };
  deployFunctions(functions, [
    { id: 'till', name: 'shop-local-till', environment: { VERSION: 'abc' }, ...settings },
    { id: 'cellar', name: 'shop-local-cellar', environment: {}, ...settings },
  ]);
  for (const id of ['till', 'cellar']) expect(functions.choose(id, 'live')).toMatchObject({ id, version: '1' });
});
