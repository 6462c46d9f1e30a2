import { expect, it } from 'vitest';
import { functionOfArn } from '../../../local/deploy/place.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:smallcart-local-probe';

it.each([
  [FUNCTION, {}],
  [`${FUNCTION}:live`, { qualifier: 'live' }],
  [`${FUNCTION}:7`, { qualifier: '7' }],
])('%s names a function', (arn, named) => {
  expect(functionOfArn(arn)).toEqual({ functionId: 'probe', ...named });
});

it.each([
  'arn:aws:lambda:us-east-1:000000000000:function:smallcart-local-other',
  'arn:aws:lambda:us-east-1:000000000000:function',
  'arn:aws:sqs:us-east-1:000000000000:x:smallcart-local-probe',
  'smallcart-local-probe',
])('%s names none', (arn) => {
  expect(() => functionOfArn(arn)).toThrow(RangeError);
});
