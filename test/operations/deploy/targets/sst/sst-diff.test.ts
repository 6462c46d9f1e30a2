import { describe, expect, test } from 'vitest';
import { parseDiff } from '../../../../../operations/deploy/targets/sst/sst-diff.ts';

const urn = (type: string, name: string): string => `urn:pulumi:dev::smallcart::sst:aws:Function$${type}::${name}`;
const FUNCTION = 'aws:lambda/function:Function';

/** What `sst diff --json` prints of such steps. */
function printed(steps: readonly (readonly [op: string, type: string, name: string])[]): string[] {
  const all = steps.map(([op, type, name]) => ({
    op,
    urn: urn(type, name),
    type,
    old: null,
    new: { type, urn: urn(type, name), outputs: { environment: { variables: { PSEUDONYM_KEY: 'secret' } } } },
    detailedDiff: { 'environment.variables': { diffKind: 'update', inputDiff: true } },
    provider: '',
  }));
  return JSON.stringify(all, undefined, 2).split('\n');
}

describe('a step is a change', () => {
  test.each([
    ['create', 'add'],
    ['import', 'add'],
    ['update', 'change'],
    ['replace', 'change'],
    ['delete', 'remove'],
  ])('%s: %s', (op, action) => {
    expect(parseDiff(printed([[op, FUNCTION, 'CartFunction']]))).toEqual([
      { action, type: 'aws:lambda:Function', name: 'CartFunction' },
    ]);
  });
});

test('the steps of a replacement are one change, in whichever order they come', () => {
  const steps = ['delete-replaced', 'replace', 'create-replacement'].map((op) => [op, FUNCTION, 'Cart'] as const);
  const change = { action: 'change', type: 'aws:lambda:Function', name: 'Cart' };
  expect(parseDiff(printed(steps))).toEqual([change]);
  expect(parseDiff(printed(steps.toReversed()))).toEqual([change]);
});

test('what is read, refreshed or the same is no change, and SST’s own bookkeeping is none on AWS', () => {
  const steps = [
    ['read', 'aws:iam/policy:Policy', 'Policy'],
    ['refresh', FUNCTION, 'Cart'],
    ['create', 'sst:aws:Function', 'Cart'],
    ['create', 'pulumi:providers:aws', 'default'],
    ['update', 'pulumi:pulumi:Stack', 'smallcart-dev'],
  ] as const;
  expect(parseDiff(printed(steps))).toEqual([]);
});

describe('a function', () => {
  const state = (VERSION: string, others: object = {}, variables: object = {}) => ({
    inputs: { s3Key: 'a1', timeout: 3, ...others, environment: { variables: { VERSION, ...variables } } },
  });
  const planned = (before: object, after: object, op = 'update') => {
    const step = { op, type: FUNCTION, urn: urn(FUNCTION, 'Cart'), old: before, new: after };
    return parseDiff(JSON.stringify([step], undefined, 2).split('\n'));
  };
  const change = { action: 'change', type: 'aws:lambda:Function', name: 'Cart' };

  test('of which nothing but the release changes is told as such', () => {
    expect(planned(state('first'), state('second'))).toEqual([{ ...change, versionAlone: true }]);
  });

  test.each<[string, object, object, string?]>([
    ['other code', state('first'), state('second', { s3Key: 'b2' })],
    ['another setting', state('first'), state('second', { timeout: 9 })],
    ['another variable', state('first'), state('second', {}, { TABLE: 'new' })],
    ['what cannot be seen', {}, state('second')],
    ['a replacement', state('first'), state('second'), 'replace'],
  ])('is told by its name for %s', (_, before, after, op) => {
    expect(planned(before, after, op)).toEqual([change]);
  });
});

describe('an upload of files', () => {
  const type = 'pulumi-nodejs:dynamic:Resource';
  const file = (folder: string, key: string, hash: string) => ({ source: `/tmp/${folder}/${key}`, key, hash });
  const state = (folder: string, hash: string) => ({
    inputs: { bucketName: 'site', files: [file(folder, 'index.html', hash), file(folder, 'main.js', 'c3')] },
  });
  const planned = (before: object, after: object) => {
    const step = { op: 'update', type, urn: urn(type, 'Site'), old: before, new: after };
    return parseDiff(JSON.stringify([step], undefined, 2).split('\n'));
  };

  test('from another folder is no change, as each release has its own', () => {
    const { inputs } = state('second', 'a1');
    expect(planned(state('first', 'a1'), { inputs })).toEqual([]);
    expect(planned(state('first', 'a1'), { inputs: { ...inputs, files: inputs.files.toReversed() } })).toEqual([]);
  });

  test('of other content is one', () => {
    expect(planned(state('first', 'a1'), state('second', 'b2'))).toEqual([{ action: 'change', type, name: 'Site' }]);
  });

  test('of which nothing more is known is one, too', () => {
    expect(planned({}, state('second', 'b2'))).toHaveLength(1);
  });
});

test('what else is printed before and after is left out', () => {
  const lines = ['  Installing providers...', ...printed([['create', FUNCTION, 'Cart']]), ''];
  expect(parseDiff(lines)).toHaveLength(1);
});

test('no change is an empty plan', () => {
  expect(parseDiff(['[]'])).toEqual([]);
});

test('nothing of a resource’s values is kept: some are secret', () => {
  expect(JSON.stringify(parseDiff(printed([['update', FUNCTION, 'Cart']])))).not.toContain('secret');
});

test.each([
  ['no plan at all', ['✓  Generated']],
  ['a plan that is cut off', ['[', '  {', '    "op": "create"']],
  ['a plan of another form', ['[', '  {', '    "kind": "create"', '  }', ']']],
])('%s is told', (_, lines) => {
  expect(() => parseDiff(lines)).toThrow(/^sst diff printed .*npx sst diff|npm ci\.$/);
});
