import { expect, test } from 'vitest';
import { samplingRulesInForce } from '../../../local/deploy/sampling-rules.ts';
import { stageSettings } from '../../../local/deploy/stage-settings.ts';

const rates = (stages?: Parameters<typeof stageSettings>[0]) =>
  Object.fromEntries(
    samplingRulesInForce(stageSettings(stages).tracedShare).map(({ serviceName, fixedRate }) => [
      serviceName,
      fixedRate,
    ]),
  );

test('everything is recorded on this machine unless its stage says otherwise', () => {
  expect(rates({})).toEqual({ 'smallcart-local-*': 1 });
});

test('the shares that the stage says are those that are recorded, function by function', () => {
  expect(rates({ local: { tracedShare: { checkout: 0.5, others: 0.1 } } })).toEqual({
    'smallcart-local-admin': 1,
    'smallcart-local-checkout': 0.5,
    'smallcart-local-*': 0.1,
  });
});
