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

/** "Send change events". */
const Change = z.strictObject({
  routing_key: routing.routing_key,
  payload: z.strictObject({
    summary: z.string().check(z.minLength(1), z.maxLength(1_024)),
    source: z.optional(z.string()),
    timestamp: z.optional(z.iso.datetime({ offset: true })),
    custom_details: z.optional(z.record(z.string(), z.unknown())),
  }),
  images: z.optional(z.array(z.object({ src: z.url() }))),
  links: z.optional(z.array(z.strictObject({ href: z.url(), text: z.optional(z.string()) }))),
});

type Read<Understood> = { readonly event: Understood } | { readonly errors: readonly string[] };

/** What PagerDuty answers to an event: what it understood, or the errors that it names. */
export function readPagerDutyEvent(value: unknown): Read<z.output<typeof Event>> {
  return understood(z.safeParse(Event, value));
}

/** The same of a change. */
export function readPagerDutyChange(value: unknown): Read<z.output<typeof Change>> {
  return understood(z.safeParse(Change, value));
}

function understood<Understood>(read: z.core.util.SafeParseResult<Understood>): Read<Understood> {
  if (read.success) return { event: read.data };
  return { errors: read.error.issues.map(({ path, message }) => `'${path.map(String).join('.')}' ${message}`) };
}
