import { expect, test } from 'vitest';
import { failedItems } from '../../../local/event-sources/batch-response.ts';
import type { InvocationResult } from '../../../local/lambda/lambda.ts';

const ok = (payload: unknown): InvocationResult => ({ status: 'ok', payload });
const items = (...identifiers: unknown[]) =>
  ok({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) });
const error: InvocationResult = { status: 'error', functionError: 'Unhandled', errorType: 'E', errorMessage: '' };

const cases: Record<string, [result: InvocationResult, failed: string[]]> = {
  'an empty list is success': [items(), []],
  'no answer is success': [ok(null), []],
  'an answer without the member is success': [ok({}), []],
  'a null member is success': [ok({ batchItemFailures: null }), []],
  'named items failed': [items('b'), ['b']],
  'an unknown item fails all': [items('b', 'x'), ['a', 'b', 'c']],
  'an empty identifier fails all': [items(''), ['a', 'b', 'c']],
  'an item without identifier fails all': [ok({ batchItemFailures: [{}] }), ['a', 'b', 'c']],
  'a member that is no list fails all': [ok({ batchItemFailures: 'b' }), ['a', 'b', 'c']],
  'a failed invocation fails all': [error, ['a', 'b', 'c']],
};
test.each(Object.entries(cases))('%s', (_, [result, failed]) => {
  expect([...failedItems(result, ['a', 'b', 'c'])]).toEqual(failed);
});
