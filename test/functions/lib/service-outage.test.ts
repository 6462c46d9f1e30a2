import {
  ConditionalCheckFailedException,
  InternalServerError,
  ThrottlingException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { isServiceOutage } from '../../../functions/lib/service-outage.ts';

const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode, attempts: 3 }, message: 'told' });
const wrapped = (cause: unknown) => new Error('of ElectroDB', { cause });

const cases: Record<string, { error: unknown; expected: boolean }> = {
  'an answer of 500 is an outage': { error: new InternalServerError(answered(500)), expected: true },
  'so is being throttled, though its status is 400': { error: new ThrottlingException(answered(400)), expected: true },
  'by the name that each service has for it': {
    error: Object.assign(new Error('told'), { name: 'Throttling', ...answered(400) }),
    expected: true,
  },
  'so is a transaction that is still being committed': {
    error: wrapped(new TransactionInProgressException({ ...answered(400), Message: 'told' })),
    expected: true,
  },
  'so is a write that met a transaction on its item': {
    error: wrapped(new TransactionConflictException(answered(400))),
    expected: true,
  },
  'so is no answer at all': {
    error: Object.assign(new Error('connect ECONNREFUSED'), { $metadata: { attempts: 3 } }),
    expected: true,
  },
  'so is each of them as a cause': { error: wrapped(new InternalServerError(answered(500))), expected: true },
  'a condition that did not hold is none': {
    error: wrapped(new ConditionalCheckFailedException(answered(400))),
    expected: false,
  },
  'a role that may not read the table is none': {
    error: Object.assign(new Error('told'), { name: 'AccessDeniedException', ...answered(400) }),
    expected: false,
  },
  'a bug is none': { error: new TypeError('x is not a function'), expected: false },
  'what is no error is none': { error: { $metadata: {} }, expected: false },
};

test.for(Object.entries(cases))('%s', ([, { error, expected }]) => {
  expect(isServiceOutage(error)).toBe(expected);
});
