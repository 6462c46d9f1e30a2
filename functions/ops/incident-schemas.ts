import * as z from 'zod/mini';
import { STATE_VALUES } from '../../monitoring/cloudwatch.ts';
import { SEVERITIES } from '../../monitoring/resources.ts';
import { CHANNELS, CONTACTS } from '../lib/channels/channel.ts';
import { INCIDENT_STATUSES } from '../lib/incidents/incident.ts';
import { LONGEST_NOTE } from '../lib/incidents/notes.ts';
import { PAGE_KINDS, PAGE_STATUSES } from '../lib/incidents/page.ts';
import { type Incidents, type OneIncident, STEP_TYPES } from './incident-responses.ts';

const instant = z.iso.datetime();
const moment = z.exactOptional(instant);
const text = z.exactOptional(z.string());
const number = z.exactOptional(z.number());

const overview = {
  id: z.string(),
  title: z.string(),
  notices: z.string().check(z.describe('What the shop’s users notice.')),
  group: z.string().check(z.describe('What its alarms have in common.')),
  severity: z.enum(SEVERITIES),
  status: z.enum(INCIDENT_STATUSES),
  openedAt: instant,
  acknowledgedAt: moment,
  acknowledgedBy: z.exactOptional(z.string().check(z.describe('A pseudonym, or the contact who used a link.'))),
  resolvedAt: moment,
};

/** An incident as it is listed. */
export const IncidentOverviewAnswer = z.object(overview).register(z.globalRegistry, { id: 'IncidentOverview' });

/** What `GET /api/ops/incidents` answers. */
export const IncidentsAnswer = z
  .object({
    generatedAt: instant,
    open: z
      .array(IncidentOverviewAnswer)
      .check(z.describe('Those that are not over, on every page: the most severe first.')),
    incidents: z.array(IncidentOverviewAnswer).check(z.describe('All of them, newest first.')),
    nextCursor: z.nullable(z.string()).check(z.describe('The `cursor` of the next page; null on the last one.')),
  })
  .register(z.globalRegistry, { id: 'IncidentPage' }) satisfies z.ZodMiniType<Incidents>;

const Alarm = z
  .object({
    name: z.string(),
    title: z.string(),
    severity: z.enum(SEVERITIES),
    state: z.enum(STATE_VALUES),
    since: instant,
    raisedAt: instant.check(z.describe('When it was last raised: reason, value and threshold are of then.')),
    reason: z.string(),
    value: number,
    threshold: number,
    label: z.exactOptional(z.string().check(z.describe('What the value is.'))),
    runbook: text,
  })
  .register(z.globalRegistry, { id: 'IncidentAlarm' });

const Step = z
  .object({
    at: instant,
    type: z.enum(STEP_TYPES),
    text: z.string().check(z.describe('One sentence; of a note, what it says.')),
    by: z.exactOptional(
      z.string().check(z.describe('Who did it, if a person: a pseudonym, or the contact who used a link.')),
    ),
  })
  .register(z.globalRegistry, { id: 'IncidentStep' });

const Told = z
  .object({
    kind: z.enum(PAGE_KINDS),
    contact: z.enum(CONTACTS),
    channel: z.enum(CHANNELS),
    reopening: z.number().check(z.describe('After how many reopenings of the incident.')),
    status: z.enum(PAGE_STATUSES),
    at: instant.check(z.describe('When it was told, or is to be told next.')),
    attempts: z.number(),
    reason: text,
  })
  .register(z.globalRegistry, { id: 'IncidentTelling' });

const Detail = z
  .object({
    ...overview,
    reopenings: z.number().check(z.describe('How often it was there again soon after it was over.')),
    reopenedAt: z.exactOptional(instant.check(z.describe('When it was, the last time.'))),
    alarms: z.array(Alarm),
    timeline: z.array(Step).check(z.describe('Oldest first.')),
    told: z.array(Told).check(z.describe('Who was, or is to be, told what by which channel.')),
    escalation: z
      .enum(['possible', 'done', 'nobody', 'over'])
      .check(z.describe('Whether the next contact can be told now, was told, or is reached by no channel.')),
    links: z
      .array(z.object({ label: z.string(), url: z.string() }))
      .check(z.describe('Where to go on, for the time of the incident.')),
  })
  .register(z.globalRegistry, { id: 'Incident' });

/** What `GET /api/ops/incidents/{id}`, and whatever changes an incident, answer. */
export const OneIncidentAnswer = z
  .object({ generatedAt: instant, incident: Detail })
  .register(z.globalRegistry, { id: 'OneIncident' }) satisfies z.ZodMiniType<OneIncident>;

/** What both of them answer: no more than whoever has the link was told before. */
export const AcknowledgedAnswer = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(INCIDENT_STATUSES),
  openedAt: instant,
});

/** Body of `POST /api/incidents/{id}` and `POST /api/incidents/{id}/acknowledge`. */
export const AcknowledgeRequest = z.object({
  token: z.string().check(z.minLength(1), z.maxLength(100), z.describe('The token of a notification’s link.')),
});

/** Body of `POST /api/ops/incidents/{id}/notes`. */
export const NoteRequest = z.object({
  text: z.string().check(z.trim(), z.minLength(1), z.maxLength(LONGEST_NOTE), z.describe('Plain text.')),
});
