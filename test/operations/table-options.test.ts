import { describe, expect, test } from 'vitest';
import { parseBackupOptions } from '../../operations/backup/backup-options.ts';
import { parseCostOptions } from '../../operations/bill/cost-options.ts';
import { parseRemoveOptions } from '../../operations/remove/remove-options.ts';
import { parseRestoreOptions } from '../../operations/restore/restore-options.ts';
import { parseSeedOptions } from '../../operations/seed-options.ts';

const HERE = { kind: 'local', stage: 'local', awsPort: 4566 };
const STAGING = { kind: 'aws', stage: 'staging' };
const ON_STAGING = ['--stage', 'staging'];

test.each([
  ['backup', parseBackupOptions(['--file', 'a.gz']), { place: HERE, file: 'a.gz', force: false }],
  [
    'restore',
    parseRestoreOptions(['--file', 'a.gz', '--replace', '--yes', ...ON_STAGING]),
    { place: STAGING, file: 'a.gz', replace: true, yes: true },
  ],
  ['seed', parseSeedOptions([]), { place: HERE }],
  ['cost', parseCostOptions(['--json', ...ON_STAGING]), { place: STAGING, json: true }],
  [
    'cost of so many requests',
    parseCostOptions(['--requests', '2,500_000', ...ON_STAGING]),
    { place: STAGING, json: false, requests: 2_500_000 },
  ],
  ['remove', parseRemoveOptions(ON_STAGING), { stage: 'staging', yes: false }],
])('%s takes its options', (_, options, expected) => {
  expect(options).toEqual(expected);
});

const PARSERS = { parseBackupOptions, parseRestoreOptions, parseSeedOptions, parseCostOptions, parseRemoveOptions };

test.each(Object.entries(PARSERS))('%s explains itself and refuses what it does not know', (_, parse) => {
  expect(parse(['--help'])).toBe('help');
  expect(() => parse(['--frobnicate'])).toThrow(/--help/);
});

describe('nothing is done', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['without a file to back up to', () => parseBackupOptions([]), /--file/],
    ['without a backup to restore', () => parseRestoreOptions([]), /--file/],
    ['without a stage to remove', () => parseRemoveOptions([]), /--stage/],
    [
      'for the system that runs here, which is removed otherwise',
      () => parseRemoveOptions(['--stage', 'local']),
      /--reset/,
    ],
  ])('%s', (_, parse, reason) => {
    expect(parse).toThrow(reason);
  });
});
