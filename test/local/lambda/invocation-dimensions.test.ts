import { expect, test } from 'vitest';
import { invocationDimensions } from '../../../local/lambda/invocation-dimensions.ts';

const FunctionName = 'till';
test.each([
  ['the function alone is asked for', undefined, '$LATEST', [{ FunctionName }]],
  ['a version is asked for', '2', '2', [{ FunctionName }, { FunctionName, Resource: 'till:2' }]],
  [
    'an alias is asked for, whose version is told beside it',
    'live',
    '2',
    [
      { FunctionName },
      { FunctionName, Resource: 'till:live' },
      { FunctionName, Resource: 'till:live', ExecutedVersion: '2' },
    ],
  ],
])('where %s', (_, qualifier, version, dimensions) => {
  expect(invocationDimensions({ definition: { name: FunctionName, version }, qualifier })).toEqual(dimensions);
});
