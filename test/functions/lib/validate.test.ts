import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Problem } from '../../../functions/lib/problem.ts';
import { BODY_LIMIT, readJson, validate } from '../../../functions/lib/validate.ts';

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

describe('a rule that is broken is told in words that help:', () => {
  const Form = z.object({
    name: z.optional(z.string()),
    pieces: z.optional(z.number().check(z.int(), z.multipleOf(5))),
    stock: z.optional(z.literal('true')),
    sort: z.optional(z.enum(['name', 'price'])),
    at: z.optional(z.iso.datetime()),
    day: z.optional(z.iso.date()),
    inner: z.optional(z.object({ key: z.string() })),
  });

  test.each([
    ['what is missing', { inner: {} }, 'inner.key', 'is required'],
    ['the wrong type', { name: 7 }, 'name', 'must be of type string'],
    ['nothing where a text belongs', { name: null }, 'name', 'must be of type string'],
    ['part of a piece', { pieces: 2.5 }, 'pieces', 'must be a whole number'],
    ['pieces beside the packs', { pieces: 7 }, 'pieces', 'must be a multiple of 5'],
    ['another than the only choice', { stock: 'maybe' }, 'stock', 'must be true'],
    ['none of the choices', { sort: 'age' }, 'sort', 'must be one of name, price'],
    ['no time', { at: 'noon' }, 'at', 'must be a time such as 2026-11-21T09:00:00Z'],
    ['no day', { day: 'x' }, 'day', 'must be a day such as 2026-11-21'],
  ])('%s', (_, value, path, message) => {
    const refusal = (): unknown => {
      try {
        return validate(Form, value);
      } catch (error) {
        return error instanceof Problem ? error.options.errors : error;
      }
    };
    expect(refusal()).toContainEqual({ path, message });
  });
});
