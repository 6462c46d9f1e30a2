import type { RouteContract } from '../lib/contract.ts';
import { oneAlarm } from './alarm-examples.ts';
import { MuteRequest, OneAlarmAnswer } from './alarm-schemas.ts';
import * as examples from './answer-examples.ts';
import { AlarmHistoryAnswer, AlarmMetricAnswer, AlarmsAnswer } from './answer-schemas.ts';
import { AlarmMetricQuery } from './ops-query.ts';
import { UPSTREAM_PROBLEMS } from './upstream-problems.ts';

/** What the routes about alarms take and answer. */
export const alarmContract = {
  'GET /api/ops/alarms': {
    summary: 'Lists the alarms',
    answers: { 200: { description: 'Every alarm with its state.', json: AlarmsAnswer, example: examples.alarms } },
    problems: UPSTREAM_PROBLEMS,
  },
  'GET /api/ops/alarms/{name}': {
    summary: 'Reads an alarm',
    description: 'With the datapoints that decided about its state, what mutes it, and its incidents.',
    answers: { 200: { description: 'The alarm.', json: OneAlarmAnswer, example: oneAlarm } },
    problems: { 404: 'There is no such alarm.', ...UPSTREAM_PROBLEMS },
  },
  'POST /api/ops/alarms/{name}/mute': {
    summary: 'Mutes an alarm for a while',
    description: 'From now on. It goes on to change its state and tells nobody. Again, it is muted from then on.',
    body: { json: MuteRequest, example: { minutes: 60, reason: 'The provider works on it until noon.' } },
    answers: { 200: { description: 'The alarm, muted.', json: OneAlarmAnswer, example: oneAlarm } },
    problems: {
      404: 'There is no such alarm.',
      409: 'The alarm tells nobody itself: a composite alarm does that for it.',
      ...UPSTREAM_PROBLEMS,
    },
  },
  'DELETE /api/ops/alarms/{name}/mute': {
    summary: 'Unmutes an alarm',
    description: 'If it is in ALARM, it tells of that now. What mutes it otherwise, as maintenance does, goes on.',
    answers: { 204: { description: 'It is no longer muted by itself.', empty: true } },
    problems: { 404: 'There is no such alarm.', ...UPSTREAM_PROBLEMS },
  },
  'GET /api/ops/alarms/{name}/history': {
    summary: 'Reads an alarm’s history',
    answers: { 200: { description: 'Newest first.', json: AlarmHistoryAnswer, example: examples.alarmHistory } },
    problems: { 404: 'There is no such alarm.', ...UPSTREAM_PROBLEMS },
  },
  'GET /api/ops/alarms/{name}/metric': {
    summary: 'Reads what an alarm looks at',
    query: AlarmMetricQuery,
    answers: {
      200: {
        description: 'Its metric over time, and its threshold.',
        json: AlarmMetricAnswer,
        example: examples.alarmMetric,
      },
    },
    problems: { 404: 'There is no such alarm, or it is a composite one.', ...UPSTREAM_PROBLEMS },
  },
} as const satisfies Readonly<Record<string, RouteContract>>;
