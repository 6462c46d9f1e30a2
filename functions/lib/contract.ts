import type * as z from 'zod/mini';
import type { HttpFunctionId } from '../../monitoring/resources.ts';
import type { RouteKey } from '../http-functions.ts';
import type { ProblemStatus } from './problem.ts';

/** Media types, other than JSON, that the API takes or answers with. */
export type MediaType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml' | 'text/plain';

/** Request headers that a route reads, beyond those that every route does. */
export type RequestHeader = 'Idempotency-Key' | 'If-Match' | 'If-None-Match';

/** Headers of an answer, beyond those that every answer has. */
export type AnswerHeader = 'ETag' | 'Cache-Control' | 'Set-Cookie' | 'Location' | 'RateLimit' | 'RateLimit-Policy';

/** A JSON body with an example that satisfies its schema; one that repeats has a name: `.register(z.globalRegistry, { id })`. */
export type JsonBody = { readonly json: z.ZodMiniType; readonly example: unknown };

/** A body of bytes in one of the media types. */
export type MediaBody = { readonly media: readonly MediaType[] };

/** What an answer that is no problem looks like; `empty` has no body. */
export type AnswerContract = (JsonBody | MediaBody | { readonly empty: true }) & {
  readonly description: string;
  readonly headers?: readonly AnswerHeader[];
};

/** Statuses of answers that are no problems. */
export type AnswerStatus = 200 | 201 | 202 | 204 | 304;

/**
 * What a route takes and answers. The schemas of query and body are those that the function validates with. What follows
 * from access, method and body (401, 403, 413, 415), from a query or body (400) and every 5XX need not be said again.
 */
export type RouteContract = {
  /** A few words: the operation's title. */
  readonly summary: string;
  readonly description?: string;
  readonly query?: z.ZodMiniObject;
  readonly headers?: { readonly [K in RequestHeader]?: 'required' | 'optional' };
  readonly body?: JsonBody | MediaBody;
  readonly answers: { readonly [S in AnswerStatus]?: AnswerContract };
  /** Other refusals, each with what it means here. */
  readonly problems?: { readonly [S in ProblemStatus]?: string };
};

/** The contract of every route that the function serves: one that is missing, or that it does not serve, does not compile. */
export type FunctionContract<I extends HttpFunctionId> = { readonly [K in RouteKey<I>]: RouteContract };
