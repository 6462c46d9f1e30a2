import * as z from 'zod/mini';

/** Days of the week, as people abbreviate them. */
export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Day = (typeof DAYS)[number];

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** When people work: `from` and `to` in that time zone's own time, `to` being the first minute that they do not. */
export type BusinessHours = {
  /** An IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly days: readonly Day[];
  /** Such as `09:00`; before `to`. */
  readonly from: string;
  readonly to: string;
};

/** When people are told of what. */
export type NotificationRoutes = {
  /** Info is told in these hours; else it waits for the next ones. */
  readonly businessHours: BusinessHours;
  /** A critical incident that nobody has acknowledged within so many minutes is told to the next contact. */
  readonly escalationMinutes: number;
  /** A warning is told after so many minutes if it is still open then. */
  readonly warningDelayMinutes: number;
};

const Minutes = z.int().check(z.minimum(0), z.maximum(1_440));
const Hours = z
  .object({
    timeZone: z.string().check(z.refine(isTimeZone)),
    days: z.array(z.enum(DAYS)).check(z.minLength(1)),
    from: z.string().check(z.regex(HOUR)),
    to: z.string().check(z.regex(HOUR)),
  })
  .check(z.refine(({ from, to }) => from < to));

/** The schema of `NotificationRoutes`, as settings and the environment give them. */
export const NotificationRoutesInput = z.object({
  businessHours: Hours,
  escalationMinutes: Minutes,
  warningDelayMinutes: Minutes,
}) satisfies z.ZodMiniType<NotificationRoutes>;
