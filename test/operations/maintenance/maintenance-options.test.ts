import { expect, test } from 'vitest';
import { parseMaintenanceOptions } from '../../../operations/maintenance/maintenance-options.ts';

const parse = (text: string) => parseMaintenanceOptions(text.split('|'));

test.each([
  [
    'announces it here',
    '--for|60m|--reason|The table moves.',
    { order: 'announce', minutes: 60, reason: 'The table moves.' },
  ],
  ['takes hours', '--for|2h|--reason|x', { order: 'announce', minutes: 120, reason: 'x' }],
  ['takes days', '--for|15d|--reason|x', { order: 'announce', minutes: 21_600, reason: 'x' }],
  ['ends it', '--end', { order: 'end' }],
  ['tells of it', '--aws-port|4599', { order: 'tell', place: { kind: 'local', stage: 'local', awsPort: 4599 } }],
  ['of a stage on AWS', '--end|--stage|dev', { order: 'end', place: { kind: 'aws', stage: 'dev' } }],
])('%s', (_, text, options) => {
  expect(parse(text)).toMatchObject(options);
});

test('explains itself', () => {
  expect(parse('--help')).toBe('help');
});

test.each([
  ['no reason', '--for|60m', /Say why with --reason/],
  ['a reason that says nothing', '--for|60m|--reason|  ', /Say why with --reason/],
  ['a reason of several lines', '--for|60m|--reason|a\nb', /one line of at most 200/],
  ['a reason that is a story', `--for|60m|--reason|${'x'.repeat(201)}`, /one line of at most 200/],
  ['no length', '--reason|x', /Say for how long with --for/],
  ['a length without its unit', '--for|60|--reason|x', /--for takes minutes, hours or days.*not "60"/],
  ['no time at all', '--for|0m|--reason|x', /--for takes/],
  ['longer than AWS mutes', '--for|16d|--reason|x', /up to 15d/],
  ['both at once', '--end|--for|60m', /say one of the two/],
])('%s is refused with what to do', (_, text, sentence) => {
  expect(() => parse(text)).toThrow(sentence);
});
