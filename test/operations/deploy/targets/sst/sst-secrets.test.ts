import { expect, test } from 'vitest';
import { listedSecrets } from '../../../../../operations/deploy/targets/sst/sst-secrets.ts';
import { secretFaults } from '../../../../../settings/secrets.ts';

const LONG = 'x'.repeat(64);
const MAKE = '.ci/make-secrets dev';
const OTHERS = [`PseudonymKey=${LONG}`, `LinkKey=${LONG}`];

test.each([
  ['all are set', [...OTHERS, `MetricsToken=${LONG}`], []],
  ['one is missing', ['# smallcart/dev', ...OTHERS], [`The secret MetricsToken is not set: ${MAKE}`]],
  ['one is empty', [...OTHERS, 'MetricsToken='], [`The secret MetricsToken is not set: ${MAKE}`]],
  ['a fallback is there', ['# fallback', ...OTHERS, `MetricsToken=${LONG}`], []],
  [
    'the stage’s own is short, whatever the fallback is',
    ['# fallback', ...OTHERS, `MetricsToken=${LONG}`, '', '# smallcart/dev', 'MetricsToken=short'],
    [
      `The secret MetricsToken is shorter than 32 characters: npx sst secret remove MetricsToken --stage dev && ${MAKE}`,
    ],
  ],
])('the secrets that SST lists: %s', (_, lines, faults) => {
  const secrets = listedSecrets(lines);
  expect(secretFaults('dev', (name) => secrets.get(name))).toEqual(faults);
});

test('a secret of several lines is read whole, and is no secret less for those that follow', () => {
  const channels = JSON.stringify({ first: { webhookUrl: 'https://x.example/?a=b' } }, null, 2);
  const secrets = listedSecrets(['# smallcart/dev', ...`Channels=${channels}`.split('\n'), `LinkKey=${LONG}`]);
  expect(JSON.parse(secrets.get('Channels') ?? '')).toEqual(JSON.parse(channels));
  expect(secrets.get('LinkKey')).toBe(LONG);
});
