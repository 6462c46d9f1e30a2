import { metric } from '../metric-query.ts';
import { line, math, part } from './lines.ts';
import type { DashboardDefinition } from './panel.ts';

const catalogLog = { LogGroupName: { resource: 'logGroup', id: 'catalog' } } as const;
const catalog = { FunctionName: { resource: 'function', id: 'catalog' } } as const;
const traceCheck = { FunctionName: { resource: 'function', id: 'trace-check' } } as const;
const dispatch = { FunctionName: { resource: 'function', id: 'dispatch' } } as const;

/** The watch on the watch. */
export const telemetry: DashboardDefinition = {
  id: 'telemetry',
  title: 'Telemetry',
  description: 'For whoever relies on the other dashboards: whether metrics, logs, traces and messages still arrive.',
  panels: [
    {
      type: 'alarmStates',
      id: 'alarms',
      title: 'Telemetry alarms',
      description: 'What has stopped arriving; until it does again, the other dashboards may be wrong.',
      alarms: [
        'notifications-failing',
        'notification-delivery-failing',
        'heartbeat-missing',
        'logs-stopped',
        'traces-stopped',
        'emf-errors',
        'telemetry-rejected',
        'cost-forecast',
      ],
    },
    {
      type: 'timeSeries',
      id: 'heartbeat',
      title: 'Heartbeat',
      description: 'Invocations whose metrics arrived; at night there are as many as the probe and the jobs make.',
      unit: 'invocations',
      period: 60,
      queries: [line('beats', 'Told of themselves', metric('coldStarts', {}), 'SampleCount')],
      alarms: ['heartbeat-missing'],
    },
    {
      type: 'timeSeries',
      id: 'unwritten',
      title: 'Log lines',
      description: 'Invocations of the catalogue, and the lines that arrived of them: three at least of each.',
      unit: 'lines',
      period: 300,
      queries: [
        line('lines', 'Lines', metric('logEvents', catalogLog), 'Sum'),
        line('invocations', 'Invocations', metric('functionInvocations', catalog), 'Sum'),
      ],
      alarms: ['logs-stopped'],
    },
    {
      type: 'timeSeries',
      id: 'losses',
      title: 'Losses',
      description: 'Values that were dropped, and lines of which no metrics could be made; all must be 0.',
      unit: 'lines',
      period: 300,
      queries: [
        // Each of these is only written when something is lost; that nothing was is told by what is always there.
        math('dropped', 'Values dropped', 'FILL(rejected, 0) + 0 * beats'),
        math('bad', 'Lines without metrics', 'FILL(unreadable, 0) + FILL(invalid, 0) + 0 * beats'),
        part('rejected', metric('metricsRejected', {}), 'Sum'),
        part('unreadable', metric('emfParsingErrors', catalogLog), 'Sum'),
        part('invalid', metric('emfValidationErrors', catalogLog), 'Sum'),
        part('beats', metric('coldStarts', {}), 'SampleCount'),
      ],
      alarms: ['telemetry-rejected', 'emf-errors'],
    },
    {
      type: 'timeSeries',
      id: 'traces',
      title: 'Traces that were not found',
      description: 'Looks for a trace that must be there, by whether they failed; two in a row mean that none arrive.',
      unit: 'invocations',
      period: 300,
      queries: [line('missing', 'Not found', metric('functionErrors', traceCheck), 'Minimum')],
      alarms: ['traces-stopped'],
    },
    {
      type: 'timeSeries',
      id: 'notifications',
      title: 'Messages that were not sent',
      description: 'Runs of what tells people of incidents that failed, and mails that could not be delivered.',
      unit: 'messages',
      period: 300,
      queries: [
        line('dispatch', 'Failed runs', metric('functionErrors', dispatch), 'Sum'),
        line(
          'mail',
          'Mails not delivered',
          metric('notificationsFailed', { TopicName: { resource: 'topic', id: 'mail' } }),
          'Sum',
        ),
        line(
          'letters',
          'Alarms without an incident',
          metric('queueMessagesVisible', { QueueName: { resource: 'incidentDeadLetterQueue' } }),
          'Maximum',
        ),
      ],
      alarms: ['notification-delivery-failing', 'notifications-failing'],
    },
    {
      type: 'logs',
      id: 'log-volume',
      title: 'What logs cost',
      description: 'Lines and bytes by function, the most first; CloudWatch is paid for by the gigabyte.',
      query: 'log-volume',
      view: 'table',
      unit: 'bytes',
      alarms: ['cost-forecast'],
    },
    {
      type: 'logs',
      id: 'lines-by-level',
      title: 'Lines by level',
      description: 'How many lines of each level; errors that multiply are worth a look at their causes.',
      query: 'log-levels',
      view: 'bar',
      unit: 'lines',
    },
  ],
};
