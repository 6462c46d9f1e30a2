import { expect, test } from 'vitest';
import { parseFaultOptions } from '../../../operations/fault/fault-options.ts';
import { OperatorError } from '../../../operations/operator-error.ts';

const place = { kind: 'local', stage: 'local', awsPort: 4566 };

const read: Record<string, readonly [command: string, options: object | 'help']> = {
  'every fault is listed': ['list', { place, action: 'list' }],
  'the settings of one are shown': ['list xray-down', { place, action: 'list', name: 'xray-down' }],
  'one is switched on as it is': ['on xray-down', { place, action: 'on', name: 'xray-down', set: {} }],
  'rate and duration are settings': [
    'on dynamodb-errors --rate 0.3 --for 10m',
    { place, action: 'on', name: 'dynamodb-errors', set: { rate: '0.3', duration: 'PT10M' } },
  ],
  'a duration may be of days': [
    'on xray-down --for 2d',
    { place, action: 'on', name: 'xray-down', set: { duration: 'P2D' } },
  ],
  'a duration may be as ISO 8601 has it': [
    'on xray-down --for PT1H30M',
    { place, action: 'on', name: 'xray-down', set: { duration: 'PT1H30M' } },
  ],
  'other settings are given by name': [
    'on function-crash --set functions=cart,checkout --set withinMs=5',
    { place, action: 'on', name: 'function-crash', set: { functions: 'cart,checkout', withinMs: '5' } },
  ],
  'one is switched off': ['off xray-down', { place, action: 'off', name: 'xray-down' }],
  'all are switched off': ['off --all', { place, action: 'all-off' }],
  'the system listens elsewhere': ['list --aws-port 4599', { place: { ...place, awsPort: 4599 }, action: 'list' }],
  'help is asked for': ['--help', 'help'],
};
test.each(Object.entries(read))('%s', (_, [command, options]) => {
  expect(parseFaultOptions(command.split(' '))).toEqual(options);
});

const refused: Record<string, readonly [command: string, message: RegExp]> = {
  'nothing to do': ['', /Say what to do: npm run fault -- list/],
  'something else to do': ['toggle xray-down', /Say what to do/],
  'no fault': ['on', /Name the fault: npm run fault -- on <name>/],
  'no fault to switch off': ['off', /Name the fault: npm run fault -- off <name>/],
  'two faults': ['on xray-down emf-lost', /One fault at a time: "emf-lost" is too much/],
  'no duration': ['on xray-down --for soon', /--for takes a duration such as .* not "soon"/],
  'a duration of nothing': ['on xray-down --for 0m', /--for takes a duration/],
  'a setting without a value': ['on xray-down --set rate', /--set takes a setting and its value/],
  'settings of what is switched off': ['off xray-down --rate 1', /go with npm run fault -- on <name>/],
  'one and all': ['off xray-down --all', /--all goes with off alone/],
  'a stage on AWS': ['list --stage production', /Faults are for the system that runs here: leave --stage away/],
  'an option that there is not': ['list --now', /--now.*See npm run fault -- --help/],
};
test.each(Object.entries(refused))('%s is refused', (_, [command, message]) => {
  const parse = () => parseFaultOptions(command === '' ? [] : command.split(' '));
  expect(parse).toThrow(OperatorError);
  expect(parse).toThrow(message);
});
