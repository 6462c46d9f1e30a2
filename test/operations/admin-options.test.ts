import { expect, test } from 'vitest';
import { parseAdminOptions } from '../../operations/admin-options.ts';

const EMAIL = ['--email', 'ida@shop.example'];

test.each([
  [
    'an address alone means the system that runs here',
    EMAIL,
    { email: 'ida@shop.example', place: { kind: 'local', stage: 'local', awsPort: 4566 } },
  ],
  [
    'its port may be another',
    [...EMAIL, '--aws-port=4600'],
    { email: 'ida@shop.example', place: { kind: 'local', stage: 'local', awsPort: 4600 } },
  ],
  [
    'a stage is one on AWS',
    [...EMAIL, '--stage', 'production'],
    { email: 'ida@shop.example', place: { kind: 'aws', stage: 'production' } },
  ],
])('%s', (_, args, options) => {
  expect(parseAdminOptions(args)).toEqual(options);
});

test('help is help, whatever else is said', () => {
  expect(parseAdminOptions(['--help', '--stage', '?'])).toBe('help');
});

test.each([
  ['no address', [], /--email <address>/],
  ['an address that is none', ['--email', 'ida'], /someone@example\.com/],
  ['an address that the shop would not take', ['--email', 'x@y.z'], /someone@example\.com/],
  ['two addresses in one', ['--email', 'ida@shop.example eve@shop.example'], /someone@example\.com/],
  ['an option that there is not', [...EMAIL, '--role', 'admin'], /--role.*--help/],
  ['a word that belongs nowhere', [...EMAIL, 'production'], /production.*--help/],
  ['an option without its value', ['--email'], /--email.*--help/],
  ['a port that is none', [...EMAIL, '--aws-port', '4566x'], /1 to 65535, not "4566x"/],
  ['port 0', [...EMAIL, '--aws-port', '0'], /1 to 65535/],
  ['both a stage and a port', [...EMAIL, '--stage', 'production', '--aws-port', '4566'], /leave one away/],
  ['a stage that would name something else', [...EMAIL, '--stage', 'a:b/../c'], /lower-case letters and digits/],
  ['a stage that no shop can be deployed to', [...EMAIL, '--stage', 'pr-42'], /pr42, not pr-42/],
])('%s is refused in one line that says what to do', (_, args, reason) => {
  expect(() => parseAdminOptions(args)).toThrow(reason);
  expect(() => parseAdminOptions(args)).toThrow(/^[^\n]+$/);
});
