import * as z from 'zod/mini';
import { TRACE_GROUP_IDS } from '../../../monitoring/trace-groups.ts';
import { TracesQuery } from '../ops-query.ts';
import { MAX_TRACE_MINUTES } from '../trace-windows.ts';

const minutes = z
  ._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(MAX_TRACE_MINUTES)), 60)
  .check(z.describe('How far back; X-Ray looks at most at six hours at once.'));
const { end, filter } = TracesQuery.shape;
const group = z
  ._default(z.enum(TRACE_GROUP_IDS), 'shop')
  .check(z.describe('Of which traces: all of the stage, checkouts, or what failed.'));

/** Query of `GET /api/ops/service-map`. */
export const ServiceMapQuery = z.object({
  minutes,
  end,
  group,
  filter: filter.check(
    z.describe('An X-Ray filter expression, of whose latest traces the map is in place of a group’s.'),
  ),
});
export type ServiceMapQuery = z.infer<typeof ServiceMapQuery>;

/** X-Ray's names and types hold no quotation marks, and filter expressions end their texts with them. */
const name = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[^"\\]+$/));

/** Query of `GET /api/ops/service-map/statistics`. */
export const ServiceStatisticsQuery = z.object({
  minutes,
  end,
  group,
  name: name.check(z.describe('The service’s name.')),
  type: z.optional(name).check(z.describe('The service’s type; services of one name may differ in it.')),
  fromName: z.optional(name).check(z.describe('Only calls by the service of this name.')),
  fromType: z.optional(name).check(z.describe('The type of that service.')),
});
export type ServiceStatisticsQuery = z.infer<typeof ServiceStatisticsQuery>;
