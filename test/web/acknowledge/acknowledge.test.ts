import { describe, expect, test } from 'vitest';
import { acknowledgeFailure } from '../../../web/src/acknowledge/acknowledge-failure.ts';
import { readAcknowledgeLink } from '../../../web/src/acknowledge/acknowledge-link.ts';
import { ApiError } from '../../../web/src/api/api-error.ts';

describe('the link of a notification', () => {
  test('holds an incident and a token', () => {
    expect(readAcknowledgeLink('#incident=inc_1&token=first.a-b_c')).toEqual({
      incident: 'inc_1',
      token: 'first.a-b_c',
    });
  });

  test.each(['', '#', '#incident=inc_1', '#token=x', '#incident=&token=x', '#incident=inc_1&tok'])(
    'that was cut says nothing: %j',
    (hash) => expect(readAcknowledgeLink(hash)).toBeUndefined(),
  );
});

describe('why it was not acknowledged', () => {
  const cases: Record<string, [status: number, expected: object]> = {
    'a link that was changed': [403, { tone: 'bad', again: false, title: 'This link acknowledges nothing' }],
    'a token that is none': [400, { tone: 'bad', again: false, title: 'This link acknowledges nothing' }],
    'an incident that is gone': [404, { tone: 'bad', again: false }],
    'an incident that is over is no failure': [409, { tone: 'good', again: false, title: 'It is over already' }],
    'too many tries': [429, { again: true }],
    'a failure of the shop': [503, { again: true }],
    'no connection': [0, { again: true, title: 'No connection' }],
  };
  test.each(Object.entries(cases))('%s', (_sentence, [status, expected]) => {
    const error = new ApiError({ status, title: 'Title', detail: 'Detail.' });
    expect(acknowledgeFailure(error)).toMatchObject(expected);
  });

  test('anything else may be tried again', () => expect(acknowledgeFailure(new Error('x')).again).toBe(true));
});
