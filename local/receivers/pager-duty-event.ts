import * as z from 'zod/mini';

/** "Send an alert event" of PagerDuty's Events API v2, and "PD-CEF". */

const routing = {
  routing_key: z.string().check(z.length(32, 'is incorrect (should be 32 characters)')),
  dedup_key: z.string().check(z.minLength(1), z.maxLength(255)),
};

const Trigger = z.strictObject({
  ...routing,
  dedup_key: z.optional(routing.dedup_key),
  event_action: z.literal('trigger'),
  payload: z.strictObject({
    summary: z.string().check(z.minLength(1), z.maxLength(1_024)),
    source: z.string().check(z.minLength(1)),
    severity: z.enum(['critical', 'warning', 'error', 'info']),
    timestamp: z.optional(z.iso.datetime({ offset: true })),
    component: z.optional(z.string()),
    group: z.optional(z.string()),
    class: z.optional(z.string()),
    custom_details: z.optional(z.record(z.string(), z.unknown())),
  }),
  images: z.optional(z.array(z.object({ src: z.url() }))),
  links: z.optional(z.array(z.strictObject({ href: z.url(), text: z.optional(z.string()) }))),
  client: z.optional(z.string()),
  client_url: z.optional(z.url()),
});

const Follow = z.strictObject({ ...routing, event_action: z.enum(['acknowledge', 'resolve']) });

const Event = z.discriminatedUnion('event_action', [Trigger, Follow]);

/** What PagerDuty answers to an event: what it understood, or the errors that it names. */
export function readPagerDutyEvent(
  value: unknown,
): { readonly event: z.output<typeof Event> } | { readonly errors: readonly string[] } {
  const read = z.safeParse(Event, value);
  if (read.success) return { event: read.data };
  return { errors: read.error.issues.map(({ path, message }) => `'${path.map(String).join('.')}' ${message}`) };
}
