import type { RouteContract } from '../lib/contract.ts';
import * as examples from './incident-examples.ts';
import {
  AcknowledgedAnswer,
  AcknowledgeRequest,
  IncidentsAnswer,
  NoteRequest,
  OneIncidentAnswer,
} from './incident-schemas.ts';
import { IncidentsQuery } from './ops-query.ts';

const NOT_FOUND = 'There is no such incident.';
const link = { json: AcknowledgeRequest, example: { token: 'first.c2lnbmVkIGJ5IHRoZSBrZXkgb2YgYSBzdGFnZSdzIGxpbmtz' } };

/** What the routes about incidents take and answer. */
export const incidentContract = {
  'GET /api/ops/incidents': {
    summary: 'Lists incidents',
    query: IncidentsQuery,
    answers: { 200: { description: 'Newest first.', json: IncidentsAnswer, example: examples.incidents } },
  },
  'GET /api/ops/incidents/{id}': {
    summary: 'Reads an incident',
    answers: {
      200: {
        description: 'Its alarms, its course and who was told.',
        json: OneIncidentAnswer,
        example: examples.incident,
      },
    },
    problems: { 404: NOT_FOUND },
  },
  'POST /api/ops/incidents/{id}/acknowledge': {
    summary: 'Acknowledges an incident',
    description: 'Nobody else is told of it then. Again, it changes nothing.',
    answers: {
      200: {
        description: 'The incident, with whoever acknowledged it first.',
        json: OneIncidentAnswer,
        example: examples.incident,
      },
    },
    problems: { 404: NOT_FOUND, 409: 'The incident is over.' },
  },
  'POST /api/ops/incidents/{id}/escalate': {
    summary: 'Has the next contact told now',
    description: 'Within a minute, by every channel that reaches them, and once. Again, it changes nothing.',
    answers: { 200: { description: 'The incident.', json: OneIncidentAnswer, example: examples.incident } },
    problems: { 404: NOT_FOUND, 409: 'The incident is over, or no channel reaches the next contact.' },
  },
  'POST /api/ops/incidents/{id}/notes': {
    summary: 'Adds a note to an incident',
    description: 'It is never changed. With the same `Idempotency-Key` again, nothing is added.',
    headers: { 'Idempotency-Key': 'optional' },
    body: { json: NoteRequest, example: { text: 'The payment provider knows of it.' } },
    answers: {
      200: { description: 'The incident, with the note.', json: OneIncidentAnswer, example: examples.incident },
    },
    problems: {
      404: NOT_FOUND,
      409: 'The incident has as many notes as it can, or the key was used for another note.',
    },
  },
  'POST /api/incidents/{id}': {
    summary: 'Tells what a link acknowledges',
    description: 'For the page that the link of a notification opens. It changes nothing.',
    body: link,
    answers: { 200: { description: 'The incident.', json: AcknowledgedAnswer, example: examples.acknowledged } },
    problems: { 403: 'The link does not acknowledge this incident.', 404: NOT_FOUND },
  },
  'POST /api/incidents/{id}/acknowledge': {
    summary: 'Acknowledges an incident by a link',
    description: 'For the page that the link of a notification opens: whoever was told needs no account for it.',
    body: link,
    answers: { 200: { description: 'The incident.', json: AcknowledgedAnswer, example: examples.acknowledged } },
    problems: {
      403: 'The link does not acknowledge this incident.',
      404: NOT_FOUND,
      409: 'The incident is over.',
    },
  },
} as const satisfies Readonly<Record<string, RouteContract>>;
