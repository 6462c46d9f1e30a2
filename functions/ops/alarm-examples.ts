import type { OneAlarm } from './alarm-responses.ts';
import { alarms } from './answer-examples.ts';
import { incidents } from './incident-examples.ts';

const [alarm] = alarms.alarms;
if (alarm === undefined) throw new Error('The example has no alarm.');

/** An alarm that is raised. */
export const oneAlarm: OneAlarm = {
  generatedAt: '2026-06-01T12:00:00.000Z',
  alarm: { ...alarm, state: 'ALARM' },
  evidence: {
    words: 'Of the last 2 datapoints, 2 were above 5; it takes 2 of 2 to raise the alarm.',
    queriedAt: '2026-06-01T12:00:04.000Z',
    points: [
      { at: '2026-06-01T11:58:00.000Z', value: 7.5, threshold: 5, breaching: true },
      { at: '2026-06-01T11:59:00.000Z', value: 8.1, threshold: 5, breaching: true },
    ],
    triggers: [],
  },
  incidents: incidents.incidents,
  links: [{ label: 'Traces', url: 'https://shop.example.com/ops/traces?filter=fault+%3D+true' }],
};
