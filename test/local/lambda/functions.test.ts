import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseVersion, routedVersions } from '../../../local/lambda/alias.ts';
import { openCodeStore } from '../../../local/lambda/code-store.ts';
import type { FunctionDefinition } from '../../../local/lambda/function-definition.ts';
import { createFunctions } from '../../../local/lambda/functions.ts';
import { openVersionNumbers } from '../../../local/lambda/version-numbers.ts';

const folder = mkdtempSync(join(tmpdir(), 'functions-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bundle = join(folder, 'till.mjs');
const definition = { id: 'till', name: 'shop-test-till', bundle, memorySize: 128, timeout: 3, environment: {} };

type Configuration = Partial<FunctionDefinition>;
/** The functions as a start finds them. */
function start(numbers: DatabaseSync, text: string, configuration: Configuration = {}) {
  writeFileSync(bundle, text);
  const code = openCodeStore(join(folder, 'code'));
  const functions = createFunctions({ code, numbers: openVersionNumbers(numbers), now: () => 0, random: () => 0 });
  functions.add({ ...definition, ...configuration });
  return functions;
}

describe('the number of a version', () => {
  const numbersOf = (starts: readonly [code: string, configuration?: Configuration][]) => {
    const numbers = new DatabaseSync(':memory:');
    return starts.map(([code, configuration]) => start(numbers, code, configuration).publish('till').version);
  };

  test.each<[string, readonly [code: string, configuration?: Configuration][], readonly string[]]>([
    ['stays over a restart with the same code', [['a'], ['a']], ['1', '1']],
    ['is the next after a restart with other code', [['a'], ['b'], ['b']], ['1', '2', '2']],
    ['is never used again for what it once was', [['a'], ['b'], ['a']], ['1', '2', '3']],
    [
      'is the next for another configuration',
      [
        ['a', { environment: { RELEASE: 'one' } }],
        ['a', { environment: { RELEASE: 'two' } }],
        ['a', { environment: { RELEASE: 'two' }, timeout: 4 }],
        ['a', { environment: { RELEASE: 'two' }, timeout: 4, memorySize: 256 }],
      ],
      ['1', '2', '3', '4'],
    ],
    [
      'does not care how variables are ordered',
      [
        ['a', { environment: { X: '1', Y: '2' } }],
        ['a', { environment: { Y: '2', X: '1' } }],
      ],
      ['1', '1'],
    ],
  ])('%s', (_, starts, versions) => expect(numbersOf(starts)).toEqual(versions));
});

test('a version keeps the code that its bundle had, whatever is built afterwards', () => {
  const functions = start(new DatabaseSync(':memory:'), 'first');
  const published = functions.publish('till');
  writeFileSync(bundle, 'second');
  expect(readFileSync(published.bundle, 'utf8')).toBe('first');
});

test('code is kept once, and that of an earlier run is gone', () => {
  const earlier = start(new DatabaseSync(':memory:'), 'first').publish('till');
  const functions = start(new DatabaseSync(':memory:'), 'second');
  functions.add({ ...definition, id: 'twin', name: 'shop-test-twin' });
  expect(functions.byId('twin').latest.bundle).toBe(functions.byId('till').latest.bundle);
  expect(() => readFileSync(dirname(earlier.bundle))).toThrow('ENOENT');
});

test('a version is routed while an alias sends it any share of its invocations', () => {
  const functions = start(new DatabaseSync(':memory:'), 'first');
  const first = functions.publish('till');
  functions.update('till', { timeout: 9 });
  const second = functions.publish('till');
  const live = { name: 'live', description: '', functionVersion: first.version };
  const routedAt = (weight: number) => {
    functions.putAlias('till', { ...live, additionalVersionWeights: { [second.version]: weight } });
    return [first, second].map(functions.isRouted);
  };
  expect([0, 0.1, 1].map(routedAt)).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
});

describe('a weighted alias', () => {
  const alias = (weight: number) => ({
    ...{ name: 'live', description: '', functionVersion: '1', revisionId: '' },
    additionalVersionWeights: { 2: weight },
  });

  test('chooses the additional version for its share of all random numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (percent) => {
        const chosen = Array.from({ length: 100 }, (_, i) => chooseVersion(alias(percent / 100), () => i / 100));
        return chosen.filter((version) => version === '2').length === percent;
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    [0, ['1']],
    [0.1, ['1', '2']],
    [1, ['2']],
  ])('at %s sends invocations to %j', (weight, versions) => expect(routedVersions(alias(weight))).toEqual(versions));
});
