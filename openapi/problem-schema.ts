import * as z from 'zod/mini';

/** A problem document (RFC 9457) as every function answers it; some say more, such as the stock that there is. */
export const ProblemDocument = z
  .looseObject({
    type: z.string().check(z.describe('`urn:problem:<code>`, or `about:blank` when the status says it all.')),
    title: z.string(),
    status: z.int().check(z.minimum(400), z.maximum(599)),
    detail: z.string().check(z.describe('What is wrong, and what to do about it.')),
    requestId: z.string().check(z.describe('To be named when asking for help.')),
    errors: z
      .optional(z.array(z.object({ path: z.string(), message: z.string() })))
      .check(z.describe('Which parts of the request broke which rules.')),
  })
  .register(z.globalRegistry, { id: 'Problem' });

/** A problem, for examples. */
export const problemExample = {
  type: 'urn:problem:validation',
  title: 'Bad request',
  status: 400,
  detail: 'The request breaks the rules named in errors.',
  requestId: '5f8a2c1e-6b0d-4f57-9f6e-0c6d1b2a3e4f',
  errors: [{ path: 'limit', message: 'must be at most 100' }],
};
