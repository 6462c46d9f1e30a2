import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { BODY_LIMIT, readJson } from '../../../functions/lib/validate.ts';

const Note = z.object({ text: z.string() });

function read(text: string, type = 'application/json') {
  return readJson({ header: () => type, text: async () => text }, Note);
}

/** A JSON body of so many bytes, of characters that have two each. */
function bodyOf(bytes: number): string {
  const frame = JSON.stringify({ text: '' }).length;
  const odd = (bytes - frame) % 2 === 0 ? '' : 'x';
  return JSON.stringify({ text: odd + 'é'.repeat((bytes - frame - odd.length) / 2) });
}

describe('a JSON body', () => {
  test('may have as many bytes as are allowed, and not one more', async () => {
    expect((await read(bodyOf(BODY_LIMIT))).text).toContain('é');
    await expect(read(bodyOf(BODY_LIMIT + 1))).rejects.toMatchObject({ status: 413 });
  });

  test.each(['application/json', 'Application/JSON; charset=utf-8'])('is taken as %s', async (type) => {
    expect(await read('{"text":"a"}', type)).toEqual({ text: 'a' });
  });

  test.each(['', 'text/plain', 'application/jsonp', 'application/json-patch+json'])(
    'is refused as %j',
    async (type) => {
      await expect(read('{"text":"a"}', type)).rejects.toMatchObject({ status: 415 });
    },
  );

  test.each([
    ['no JSON', '{'],
    ['nested without end', '['.repeat(BODY_LIMIT)],
    ['half of a surrogate pair', '{"text":"\\ud800"}'],
  ])('that is %s is a 400 that says so', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ status: 400, options: { code: 'json' } });
  });

  test('that breaks a rule is a 400 with path and rule, and without what was sent', async () => {
    const errors = [{ path: 'text', message: 'must be of type string' }];
    await expect(read('{"text":4242}')).rejects.toMatchObject({ status: 400, options: { errors } });
  });
});
