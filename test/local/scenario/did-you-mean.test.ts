import { expect, it } from 'vitest';
import { didYouMean } from '../../../local/scenario/did-you-mean.ts';

it.each([
  ['serie', ['series', 'states'], " Did you mean 'series'?"],
  ['stats', ['series', 'states'], " Did you mean 'states'?"],
  ['COUNT', ['Count', 'None'], " Did you mean 'Count'?"],
  ['apiReqests', ['apiRequests', 'apiLatency'], " Did you mean 'apiRequests'?"],
  ['latency', ['errors', 'requests'], ''],
  ['ok', [], ''],
])('%s among %j: %j', (word, candidates, expected) => {
  expect(didYouMean(word, candidates)).toBe(expected);
});
