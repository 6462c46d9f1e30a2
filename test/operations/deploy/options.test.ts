import { expect, test } from 'vitest';
import { parseDeployOptions, USAGE } from '../../../operations/deploy/options.ts';

const HERE = {
  place: { kind: 'local', stage: 'local', awsPort: 4566 },
  dryRun: false,
  prebuilt: false,
  verbose: false,
};

test.each([
  ['nothing said deploys what is checked out to the system that runs here', [], HERE],
  ['a stage is on AWS', ['--stage', 'production'], { ...HERE, place: { kind: 'aws', stage: 'production' } }],
  ['a commit may be named', ['--commit', 'v1.2'], { ...HERE, revision: 'v1.2' }],
  [
    'all that it can be told otherwise',
    ['--dry-run', '--prebuilt', '--verbose'],
    { ...HERE, dryRun: true, prebuilt: true, verbose: true },
  ],
])('%s', (_, args, options) => {
  expect(parseDeployOptions(args)).toEqual(options);
});

test('help names every option once', () => {
  expect(parseDeployOptions(['--help'])).toBe('help');
  const named = [...USAGE.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
  expect(named).toEqual(['stage', 'aws-port', 'commit', 'dry-run', 'prebuilt', 'verbose', 'help']);
});

test.each([
  ['--allow-dirty, as a release is a commit', ['--allow-dirty'], /--allow-dirty.*--help/],
  ['no commit where one is to be named', ['--commit='], /^--commit names none: say which/],
  ['a commit of nothing but spaces', ['--commit', ' '], /--commit names none/],
  ['a built folder for another commit', ['--prebuilt', '--commit', 'HEAD~1'], /leave one away/],
])('%s is refused', (_, args, reason) => {
  expect(() => parseDeployOptions(args)).toThrow(reason);
});
