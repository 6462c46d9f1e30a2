import * as z from 'zod/mini';
import { SEVERITIES } from '../../../monitoring/resources.ts';
import type { NewsAlarm } from './page.ts';

/**
 * Something that people are to know of, in business hours unless it is more than info: the detail of an event of the type
 * `SmallCart Notice` (functions/event-rules.ts). It is told once, however often an event with its id comes.
 */
export const Notice = z.object({
  stage: z.string(),
  id: z.string().check(z.regex(/^[\w.:-]{1,128}$/)),
  severity: z.enum(SEVERITIES),
  /** One line. */
  title: z.string().check(z.minLength(1), z.maxLength(120)),
  text: z.string().check(z.maxLength(8_000)),
  /** Whether it is told at once though it is info: it is of use now, or never. */
  atOnce: z.exactOptional(z.boolean()),
});
export type Notice = z.output<typeof Notice>;

/** A notice of this stage, with the alarm whose news it is, if it is one's. */
export type OwnNotice = Omit<Notice, 'stage'> & { readonly alarm?: NewsAlarm };
