import { createHash } from 'node:crypto';
import type { ApiContext } from '../lib/context.ts';

/** Entity tag of a text: a strong one, made from all of it. */
export function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

/** Whether an `If-None-Match` header names the tag, by the weak comparison of RFC 9110, section 13.1.2. */
function isNamed(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Tells tag and cacheability of what is about to be answered; true when the caller has just that, and a 304 will do. */
export function isCurrent(c: ApiContext, etag: string, cacheControl: string): boolean {
  c.header('Cache-Control', cacheControl);
  c.header('ETag', etag);
  return isNamed(c.req.header('if-none-match'), etag);
}

/** The value as JSON, or a 304 when the caller has it. */
export function answerJson(c: ApiContext, value: unknown, cacheControl: string): Response {
  const text = JSON.stringify(value);
  if (isCurrent(c, etagOf(text), cacheControl)) return c.body(null, 304);
  return c.body(text, 200, { 'Content-Type': 'application/json' });
}
