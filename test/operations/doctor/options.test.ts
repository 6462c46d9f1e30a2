import { expect, test } from 'vitest';
import { parseDoctorOptions, USAGE } from '../../../operations/doctor/options.ts';

test.each([
  ['the system that runs here, when nothing is said', [], { place: { kind: 'local', stage: 'local', awsPort: 4566 } }],
  ['a stage on AWS', ['--stage', 'production'], { place: { kind: 'aws', stage: 'production' } }],
])('%s is looked at', (_, args, options) => {
  expect(parseDoctorOptions(args)).toEqual({ ...options, json: false });
});

test('the findings may be asked for as JSON', () => {
  expect(parseDoctorOptions(['--json'])).toMatchObject({ json: true });
});

test('help names every option once', () => {
  expect(parseDoctorOptions(['--help'])).toBe('help');
  const named = [...USAGE.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name);
  expect(named).toEqual(['stage', 'aws-port', 'json', 'help']);
});

test('what it does not know is refused with where to read on', () => {
  expect(() => parseDoctorOptions(['--mend'])).toThrow(/--mend.*npm run doctor -- --help/);
});
