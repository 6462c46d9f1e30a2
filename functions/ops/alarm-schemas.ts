import * as z from 'zod/mini';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { onOneLine } from '../lib/on-one-line.ts';
import type { OneAlarm } from './alarm-responses.ts';
import { AlarmAnswer, MuteAnswer } from './answer-schemas.ts';
import { IncidentOverviewAnswer } from './incident-schemas.ts';

const instant = z.iso.datetime();
const number = z.exactOptional(z.number());

const Point = z
  .object({
    at: z.exactOptional(instant.check(z.describe('When its period began; absent where CloudWatch does not say.'))),
    value: z.exactOptional(z.number().check(z.describe('Absent where there was none.'))),
    threshold: number,
    lower: number,
    upper: number,
    breaching: z.boolean(),
  })
  .register(z.globalRegistry, { id: 'EvidencePoint' });

const Evidence = z
  .object({
    words: z.string().check(z.describe('One sentence.')),
    queriedAt: z.exactOptional(instant.check(z.describe('When CloudWatch looked.'))),
    points: z.array(Point).check(z.describe('The datapoints that it looked at, oldest first.')),
    triggers: z
      .array(z.object({ name: z.string(), state: z.enum(STATE_VALUES), at: instant }))
      .check(z.describe('Of a composite: the alarms that put it into its state.')),
  })
  .register(z.globalRegistry, { id: 'AlarmEvidence' });

/** What `GET /api/ops/alarms/{name}` and muting answer. */
export const OneAlarmAnswer = z
  .object({
    generatedAt: instant,
    alarm: AlarmAnswer,
    evidence: Evidence.check(z.describe('What decided about the state.')),
    mute: z.exactOptional(MuteAnswer),
    incidents: z.array(IncidentOverviewAnswer).check(z.describe('Those that it belongs to, newest first.')),
    links: z
      .array(z.object({ label: z.string(), url: z.string() }))
      .check(z.describe('Where to go on, for the time when it went into its state.')),
  })
  .register(z.globalRegistry, { id: 'OneAlarm' }) satisfies z.ZodMiniType<OneAlarm>;

const DAY = 1_440;

/** Body of `POST /api/ops/alarms/{name}/mute`. */
export const MuteRequest = z.object({
  minutes: z.int().check(z.minimum(1), z.maximum(DAY), z.describe('For how long: a day at most.')),
  // What CloudWatch keeps is also told as XML, which has no room for control characters.
  reason: z
    .string()
    .check(
      z.trim(),
      z.minLength(3),
      z.maxLength(200),
      onOneLine,
      z.describe('Why; everybody in the console reads it.'),
    ),
});
export type MuteRequest = z.infer<typeof MuteRequest>;
