import type { AnswerHeader, RequestHeader } from '../functions/lib/contract.ts';
import type { Header, Parameter } from './types.ts';

const text = { type: 'string' } as const;
const seconds = { type: 'integer', minimum: 0 } as const;
const id = { type: 'string', pattern: '^[A-Za-z0-9._:-]{1,128}$' } as const;

/** Headers of answers: those that a contract names, and those that any answer may have. */
export const ANSWER_HEADERS: Readonly<
  Record<AnswerHeader | 'X-Request-ID' | 'X-Correlation-ID' | 'X-Version' | 'Retry-After', Header>
> = {
  'X-Request-ID': {
    description: 'The request’s id; logs and traces know it. Absent where `Cache-Control` says `public`.',
    schema: id,
  },
  'X-Correlation-ID': {
    description: 'The id of what the request is a part of. Absent where `Cache-Control` says `public`.',
    schema: id,
  },
  'X-Version': {
    description: 'The release that answers. Absent where `Cache-Control` says `public`.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds to wait before trying again.', schema: seconds },
  ETag: { description: 'Tag of what is answered, for `If-None-Match`.', schema: text },
  'Cache-Control': { description: 'How long the answer may be kept.', schema: text },
  'Set-Cookie': { description: 'The cookie of a session or of a guest’s cart.', schema: text },
  Location: { description: 'Where to find what was made.', schema: { ...text, format: 'uri-reference' } },
  RateLimit: { description: 'How many more attempts there are, and seconds until there are all again.', schema: text },
  'RateLimit-Policy': { description: 'How many attempts there are in how many seconds.', schema: text },
};

const REQUEST_HEADERS: Readonly<
  Record<RequestHeader | 'X-Request-ID' | 'X-Correlation-ID', Omit<Parameter, 'in' | 'name' | 'required'>>
> = {
  'X-Request-ID': { description: 'An id for the request; without it, it gets one.', schema: id },
  'X-Correlation-ID': { description: 'An id for what the request is a part of.', schema: id },
  'Idempotency-Key': {
    description: 'An id that the caller makes up for what shall happen once: a repetition gets the first one’s answer.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
    example: '8e03978e-40d5-43e8-bc93-6894a57f9324',
  },
  'If-Match': {
    description: 'Tag of what the caller has: when it no longer holds, nothing is changed.',
    schema: text,
  },
  'If-None-Match': {
    description: 'Tag of what the caller has: when it still holds, the answer is a 304.',
    schema: text,
  },
};

/** A header of a request as a parameter. */
export function headerParameter(name: keyof typeof REQUEST_HEADERS, required: boolean): Parameter {
  return { name, in: 'header', required, ...REQUEST_HEADERS[name] };
}
