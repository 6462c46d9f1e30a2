import { expect, test } from 'vitest';
import { listedSecrets } from '../../../../../operations/deploy/targets/sst/sst-secrets.ts';
import { secretFaults } from '../../../../../settings/secrets.ts';

const LONG = 'x'.repeat(64);
const MAKE = '.ci/make-secrets dev';

test.each([
  ['all are set', [`PseudonymKey=${LONG}`, `MetricsToken=${LONG}`], []],
  ['one is missing', ['# smallcart/dev', `PseudonymKey=${LONG}`], [`The secret MetricsToken is not set: ${MAKE}`]],
  ['one is empty', [`PseudonymKey=${LONG}`, 'MetricsToken='], [`The secret MetricsToken is not set: ${MAKE}`]],
  ['a fallback is there', ['# fallback', `PseudonymKey=${LONG}`, `MetricsToken=${LONG}`], []],
  [
    'the stage’s own is short, whatever the fallback is',
    ['# fallback', `PseudonymKey=${LONG}`, `MetricsToken=${LONG}`, '', '# smallcart/dev', 'MetricsToken=short'],
    [
      `The secret MetricsToken is shorter than 32 characters: npx sst secret remove MetricsToken --stage dev && ${MAKE}`,
    ],
  ],
])('the secrets that SST lists: %s', (_, lines, faults) => {
  const secrets = listedSecrets(lines);
  expect(secretFaults('dev', (name) => secrets.get(name))).toEqual(faults);
});
