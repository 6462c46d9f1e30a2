import * as z from 'zod/mini';

/** Refuses a text with control characters, line breaks among them. */
export const onOneLine = z.refine<string>((text) => !/\p{Cc}/u.test(text), {
  params: { rule: 'must be one line of text' },
});
