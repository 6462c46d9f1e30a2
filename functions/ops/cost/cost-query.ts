import * as z from 'zod/mini';

const MONTH = 30;

/** Query of `GET /api/ops/cost`. */
export const CostQuery = z.object({
  days: z
    ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MONTH)), 7)
    .check(z.describe('How many days back the traffic is measured.')),
});
