import { expect, test } from 'vitest';
import { PLACE_OPTIONS, readCommandLine, readPlace } from '../../operations/command-line.ts';

const OPTIONS = { ...PLACE_OPTIONS, file: { type: 'string' }, deep: { type: 'boolean', default: false } } as const;
const read = (...args: string[]) => readCommandLine('backup', args, OPTIONS);
const placeIn = (...args: string[]) => readPlace(read(...args));

test('a command’s own options come with those of the place', () => {
  expect(read('--file', 'a.json', '--stage=staging')).toEqual({
    file: 'a.json',
    deep: false,
    stage: 'staging',
    help: false,
  });
});

test.each([
  ['nothing said means the system that runs here', [], { kind: 'local', stage: 'local', awsPort: 4566 }],
  ['it may be named', ['--stage', 'local'], { kind: 'local', stage: 'local', awsPort: 4566 }],
  ['its port may be another', ['--aws-port=4600'], { kind: 'local', stage: 'local', awsPort: 4600 }],
  ['another stage is on AWS', ['--stage', 'pr12'], { kind: 'aws', stage: 'pr12' }],
])('%s', (_, args, place) => {
  expect(placeIn(...args)).toEqual(place);
});

test.each([
  ['an option that there is not', ['--force'], /--force.*npm run backup -- --help/],
  ['a word that belongs nowhere', ['production'], /production.*npm run backup -- --help/],
  ['an option without its value', ['--file'], /--file.*--help/],
  ['an option in place of a value', ['--file', '--deep'], /^--file takes a value; .* --file=-1\. See npm run backup/],
  ['a port that is none', ['--aws-port', '4566x'], /1 to 65535, not "4566x"/],
  ['port 0', ['--aws-port', '0'], /1 to 65535/],
  ['a port of this machine for a stage on AWS', ['--stage', 'production', '--aws-port', '4566'], /leave one away/],
  ['a stage that would name something else', ['--stage', 'a:b/../c'], /only lower-case letters and digits/],
  ['a stage too long for names', ['--stage', 'a'.repeat(50)], /too long/],
  ['no stage', ['--stage', ''], /must begin with a lower-case letter/],
])('%s is refused in one line that says what to do', (_, args, reason) => {
  expect(() => placeIn(...args)).toThrow(reason);
  expect(() => placeIn(...args)).toThrow(/^[^\n]+$/);
});
