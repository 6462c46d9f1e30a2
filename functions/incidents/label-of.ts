import * as z from 'zod/mini';

/** An alarm's queries, as its notification (`Trigger.Metrics`) and its event (`configuration.metrics`) spell them. */
const Queries = z.array(
  z.object({
    Label: z.optional(z.string()),
    label: z.optional(z.string()),
    ReturnData: z.optional(z.boolean()),
    returnData: z.optional(z.boolean()),
  }),
);
const LONGEST = 100;

/** What the query that an alarm watches is called, such as `Error rate (%)`; nothing of an alarm that does not say. */
export function labelOf(queries: unknown): { readonly label?: string } {
  const read = z.safeParse(Queries, queries);
  const watched = read.success ? read.data.filter((each) => (each.ReturnData ?? each.returnData) !== false) : [];
  const label = watched.map((each) => each.Label ?? each.label).find((each) => each !== undefined && each !== '');
  return label === undefined ? {} : { label: label.slice(0, LONGEST) };
}
