import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { explain } from '../../../web/src/api/explain.ts';

const problem = (status: number) =>
  new ApiError({ status, title: 'Title', detail: 'Detail.', requestId: 'req-1', type: 'about:blank' });

describe('what a person is told', () => {
  const cases: Record<string, { status: number; says: RegExp }> = {
    'no answer: the reason given': { status: 0, says: /Detail/ },
    'a server fault: that it is ours, and to try again': { status: 500, says: /our side.*try again/ },
    'a missing thing: that it is not there': { status: 404, says: /Not found/ },
    'a forbidden thing: that the account may not': { status: 403, says: /may not/ },
    'too many requests: to wait': { status: 429, says: /wait, and try again in a moment/ },
    "anything else: the server's own words": { status: 409, says: /Title.*Detail/ },
  };
  test.each(Object.entries(cases))('%s', (_, { status, says }) => {
    const { title, detail } = explain(problem(status));
    expect(`${title} ${detail}`).toMatch(says);
  });

  test('comes with the request id when there is one', () => {
    expect(explain(problem(500)).requestId).toBe('req-1');
    expect(explain(new ApiError({ status: 500, title: '', detail: '' }))).not.toHaveProperty('requestId');
  });

  test('shows nothing of an unexpected error', () => {
    expect(JSON.stringify(explain(new Error('secret detail')))).not.toContain('secret');
  });
});
