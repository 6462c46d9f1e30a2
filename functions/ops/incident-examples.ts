import type { IncidentOverview, Incidents, OneIncident } from './incident-responses.ts';

const generatedAt = '2026-06-01T12:30:00.000Z';

const overview: IncidentOverview = {
  id: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
  title: 'Error rate',
  notices: 'More than one request in twenty fails.',
  group: 'shop',
  severity: 'critical',
  status: 'acknowledged',
  openedAt: '2026-06-01T12:00:00.000Z',
  acknowledgedAt: '2026-06-01T12:04:00.000Z',
  acknowledgedBy: 'first contact',
};

/** A page of one incident. */
export const incidents: Incidents = { generatedAt, open: [overview], incidents: [overview], nextCursor: null };

/** An incident that somebody is at. */
export const incident: OneIncident = {
  generatedAt,
  incident: {
    ...overview,
    reopenings: 0,
    alarms: [
      {
        name: 'smallcart-prod-high-error-rate',
        title: 'Error rate',
        severity: 'critical',
        state: 'ALARM',
        since: '2026-06-01T12:00:00.000Z',
        raisedAt: '2026-06-01T12:00:00.000Z',
        reason: 'Threshold Crossed: 5 datapoints were greater than the threshold (5.0).',
        value: 7.5,
        threshold: 5,
        label: 'Error rate (%)',
        runbook: 'high-error-rate.md',
      },
    ],
    timeline: [
      { at: '2026-06-01T12:00:00.000Z', type: 'alarm', text: 'Error rate went into ALARM.' },
      { at: '2026-06-01T12:00:00.000Z', type: 'opened', text: 'The incident opened, critical.' },
      {
        at: '2026-06-01T12:04:00.000Z',
        type: 'acknowledged',
        text: 'Acknowledged by the first contact.',
        by: 'first contact',
      },
      { at: '2026-06-01T12:06:00.000Z', type: 'note', text: 'The provider knows of it.', by: '1f2e3d4c5b6a' },
    ],
    told: [
      {
        kind: 'opened',
        contact: 'first',
        channel: 'slack',
        reopening: 0,
        status: 'sent',
        at: '2026-06-01T12:00:02.000Z',
        attempts: 1,
      },
    ],
    escalation: 'possible',
    links: [{ label: 'Traces', url: 'https://shop.example.com/ops/traces?filter=fault+%3D+true' }],
  },
};

/** What somebody with a link is answered. */
export const acknowledged = {
  id: overview.id,
  title: overview.title,
  status: overview.status,
  openedAt: overview.openedAt,
};
