import { describe, expect, test } from 'vitest';
import { ApiError } from '../../../web/src/api/api-error.ts';
import { accountProblems, PASSWORD_MIN, passwordProblems } from '../../../web/src/forms/account-rules.ts';
import { fieldMessages } from '../../../web/src/forms/field-messages.ts';

const complete = { email: 'robin@example.com', password: 'x'.repeat(PASSWORD_MIN), name: 'Robin' };

describe('an account form', () => {
  const cases: Record<string, [account: Parameters<typeof accountProblems>[0], fields: string[]]> = {
    'complete has no problems': [complete, []],
    'without a name asks for it': [{ ...complete, name: ' ' }, ['name']],
    'without an e-mail address asks for it': [{ ...complete, email: 'robin' }, ['email']],
    'with a short password asks for a longer one': [{ ...complete, password: 'short' }, ['password']],
    'for signing in takes any password': [{ email: complete.email, password: 'short' }, []],
    'for signing in needs both': [{ email: '', password: '' }, ['email', 'password']],
  };
  test.each(Object.entries(cases))('%s', (_, [account, fields]) => {
    expect(Object.keys(accountProblems(account))).toEqual(fields);
  });
});

describe("the server's objections", () => {
  const refused = (errors: { path: string; message: string }[]) =>
    new ApiError({ status: 400, title: 'Bad request', detail: '', errors });

  test('stand at their fields, the first of each, as sentences', () => {
    const error = refused([
      { path: 'email', message: 'must be an e-mail address' },
      { path: 'email', message: 'is not valid' },
      { path: 'secret', message: 'is not valid' },
    ]);
    expect(fieldMessages(error, ['email', 'password'])).toEqual({ email: 'This must be an e-mail address.' });
  });

  test('are none for an error that names no fields', () => {
    expect(fieldMessages(new Error('boom'), ['email'])).toEqual({});
  });
});

describe('a change of password', () => {
  const present = 'the old pass phrase';
  test('needs the present one and a new one that is long enough and another', () => {
    const problems = (currentPassword: string, newPassword: string) =>
      Object.keys(passwordProblems({ currentPassword, newPassword }));
    expect(problems(present, 'a new pass phrase')).toEqual([]);
    expect(problems('', 'a new pass phrase')).toEqual(['currentPassword']);
    expect(problems(present, 'short')).toEqual(['newPassword']);
    expect(problems(present, present)).toEqual(['newPassword']);
  });
});
