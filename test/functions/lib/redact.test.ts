import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_TEXT, redact, safeError, stringsIn } from '../../../functions/lib/redact.ts';

test.each([
  ['an e-mail address', 'Unexpected token in ida@mail.example at 3', 'Unexpected token in [redacted] at 3'],
  ['an address with an apostrophe', "user 'mary.o'hara@mail.example' is", "user '[redacted]' is"],
  ['a card number', 'card 4242 4242 4242 4242 refused', 'card [redacted] refused'],
  ['a dashed number', 'x4242-4242-4242-4242y', 'x[redacted]y'],
  ['an escaped address', 'GET /users/ida%40mail.example failed', 'GET [redacted] failed'],
  [
    'what is searched for',
    'at https://shop.example/a?search=ida+example#top of',
    'at https://shop.example/a?[redacted] of',
  ],
  ['a session’s token', `token ${'aB3-_'.repeat(9)} is old`, 'token [redacted] is old'],
  ['a question but not its mark', 'Was it? Yes=no', 'Was it? Yes=no'],
  [
    'nothing of our ids',
    'ord_01KAGZ5T6Q4N9V3W8XBM2C7YDE of usr_01KAGZ5T6Q4N9V3W8XBM2C7YDE',
    'ord_01KAGZ5T6Q4N9V3W8XBM2C7YDE of usr_01KAGZ5T6Q4N9V3W8XBM2C7YDE',
  ],
  ['nothing else', 'at checkout (app.ts:26:19) in 120 ms', 'at checkout (app.ts:26:19) in 120 ms'],
])('takes %s out of a text', (_, text, expected) => {
  expect(redact(text)).toBe(expected);
});

test('whatever a body holds is found and taken out of an error that quotes it', () => {
  const body = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(body, fc.string({ minLength: 3 }), (value, typed) => {
      const known = stringsIn({ value, deep: [{ typed }] });
      const { message, stack } = safeError(new Error(`before ${typed} after`), known);
      const rest = ['before ', ' after', '[redacted]', 'Error: '].some((part) => part.includes(typed.trim()));
      if (!rest && !typed.includes('redacted')) expect(`${message}${stack.split('\n')[0]}`).not.toContain(typed);
    }),
  );
});

test.each([
  ['one that begins with another', 'for Ida Marie Holm', ['Ida', 'Ida Marie Holm'], 'for [redacted]'],
  ['two that overlap', 'for Ida Marie Holm.', ['Ida Marie', 'Marie Holm'], 'for [redacted].'],
  ['one in an address', 'no /u/Ida%20Holm/x', ['Ida Holm'], 'no /u/[redacted]/x'],
  ['one in JSON', String.raw`got {"name":"Ida \"I\" Holm"}`, ['Ida "I" Holm'], 'got {"name":"[redacted]"}'],
  ['half a surrogate pair', 'for \ud800abc', ['\ud800abc'], 'for [redacted]'],
])('nothing is left of a value: %s', (_, text, values, expected) => {
  expect(redact(text, values)).toBe(expected);
});

test('a value that is typed again and again makes the text no longer', () => {
  const values = Array.from({ length: 2_000 }, () => 'red');
  expect(redact('red '.repeat(900), values)).toBe('[redacted] '.repeat(900));
});

test('the strings of a value are found however deep they are, and binary data is not looked through', () => {
  const depth = 30_000;
  expect(stringsIn(JSON.parse(`${'['.repeat(depth)}"deep"${']'.repeat(depth)}`))).toEqual(['deep']);
  const Body = Object.assign(new Uint8Array(2), { note: 'binary' });
  expect(stringsIn({ Body, Name: 'picture' })).toEqual(['picture']);
});

test('an error whose members are no texts is told without them', () => {
  const odd = Object.defineProperties(new Error('x'), { message: { value: 5 }, stack: { value: undefined } });
  expect(safeError(odd)).toEqual({ name: 'Error', message: '', stack: '' });
});

test('an error is told with its causes, and without what libraries hang on it', () => {
  const cause = Object.assign(new Error('inner ida@mail.example'), { $response: { body: 'secret' } });
  const safe = safeError(new Error('outer', { cause }));
  expect(safe).toMatchObject({ name: 'Error', message: 'outer', cause: { message: 'inner [redacted]' } });
  expect(JSON.stringify(safe)).not.toContain('secret');
});

test('a circle of causes ends', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(safeError(error)).length).toBeLessThan(20_000);
});

test('something thrown that is no error is not quoted', () => {
  expect(safeError('ida@mail.example')).toEqual({ name: 'NonError', message: 'A string was thrown.', stack: '' });
});

test('a long text is cut, whatever it is made of', () => {
  for (const unit of ['a', 'a.', '1', '1 ', 'a@', '@', 'word ', 'ida@mail.example ']) {
    const text = redact(unit.repeat(32_000));
    expect(text.length).toBeLessThanOrEqual(LONGEST_TEXT + 1);
    expect(text.endsWith('…')).toBe(true);
  }
});

test('a text is never cut in the middle of what must not be told', () => {
  const secrets = [
    'ida@mail.example',
    '4242 4242 4242 4242',
    'blue velvet shoes',
    'blue velvet',
    'correct-horse-battery',
  ];
  for (const secret of secrets) {
    for (let before = LONGEST_TEXT - secret.length - 2; before <= LONGEST_TEXT + 2; before++) {
      const text = redact(
        `${'x '.repeat(before).slice(0, before - 1)} ${secret} and more ${'y'.repeat(20)}`,
        secrets.slice(2),
      );
      expect(text).toMatch(/x (\[redacted\])?( and?| a)?.*…$/s);
      expect(text).not.toMatch(/ida|42|blue|velvet|correct/);
    }
  }
});
