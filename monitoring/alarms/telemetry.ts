import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

const catalogLog = { LogGroupName: { resource: 'logGroup', id: 'catalog' } } as const;

/**
 * No function's line has become metrics for three minutes, although the probe alone runs every minute: the other alarms on the
 * shop's own metrics are blind. (CloudWatch first looks back two minutes further for a datapoint.) The probe's own metric is
 * among those that are missing, so that _Application down_ is raised, too: it is one incident with that.
 */
export const heartbeatMissing: AlarmDefinition = {
  id: 'heartbeat-missing',
  title: 'Heartbeat missing',
  severity: 'warning',
  category: 'telemetry',
  group: 'shop',
  notices: 'Nothing by itself; but nobody would be told what else they notice.',
  promiseMinutes: 8,
  runbook: 'heartbeat-missing.md',
  provenBy: ['emf-lost'],
  missingDataReason: 'Silence is the very thing that it tells of.',
  lowTraffic: {
    none: 'The probe’s own invocations are the heartbeat: at night there are as many as by day.',
    one: 'The probe’s own invocations are the heartbeat: at night there are as many as by day.',
    ten: 'The probe’s own invocations are the heartbeat: at night there are as many as by day.',
  },
  metrics: [
    {
      id: 'beats',
      metric: metric('coldStarts', {}),
      stat: 'SampleCount',
      label: 'Invocations that told of themselves',
    },
  ],
  period: 60,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  threshold: 1,
  comparisonOperator: 'LessThanThreshold',
  treatMissingData: 'breaching',
};

/**
 * A function dropped a value because the catalogue does not declare its dimensions, or CloudWatch would refuse it. It lasts for
 * twenty minutes, as a warning that is over within fifteen is told to nobody.
 */
export const telemetryRejected: AlarmDefinition = {
  id: 'telemetry-rejected',
  title: 'Telemetry rejected',
  severity: 'warning',
  category: 'telemetry',
  group: 'telemetry',
  notices: 'Nothing; a metric says less than what happened.',
  promiseMinutes: 7,
  runbook: 'telemetry-rejected.md',
  provenBy: [],
  undrilled:
    'Only a fault in the shop’s own code drops a value; the faults that drills switch on are those of services.',
  missingDataReason: 'The metric is only written in place of a value that was dropped; silence is what is hoped for.',
  lowTraffic: {
    none: 'Without invocations nothing is dropped.',
    one: 'A single value that is dropped raises it: it is a mistake in the code, and will come again.',
    ten: 'A single value that is dropped raises it: it is a mistake in the code, and will come again.',
  },
  metrics: [
    { id: 'dropped', expression: 'FILL(rejected, 0)', label: 'Values dropped' },
    { id: 'rejected', metric: metric('metricsRejected', {}), stat: 'Sum', returnData: false },
  ],
  period: 300,
  evaluationPeriods: 4,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

/**
 * CloudWatch could not take metrics out of lines. The catalogue’s stand for all: every function writes them by the same code,
 * and the probe reads the catalogue every minute. It lasts for twenty minutes, as a warning that is over within fifteen is told
 * to nobody.
 */
export const emfErrors: AlarmDefinition = {
  id: 'emf-errors',
  title: 'EMF errors',
  severity: 'warning',
  category: 'telemetry',
  group: 'telemetry',
  notices: 'Nothing; metrics and the alarms on them say less than what happened.',
  promiseMinutes: 7,
  runbook: 'emf-errors.md',
  provenBy: ['emf-malformed'],
  missingDataReason: 'CloudWatch Logs only reports errors that there were; silence is what is hoped for.',
  lowTraffic: {
    none: 'The probe’s visits are written down like anybody’s: a single bad line raises it.',
    one: 'A single bad line raises it: lines are made by code, and the next will be as bad.',
    ten: 'A single bad line raises it: lines are made by code, and the next will be as bad.',
  },
  metrics: [
    { id: 'bad', expression: 'FILL(unreadable, 0) + FILL(invalid, 0)', label: 'Lines without usable metrics' },
    { id: 'unreadable', metric: metric('emfParsingErrors', catalogLog), stat: 'Sum', returnData: false },
    { id: 'invalid', metric: metric('emfValidationErrors', catalogLog), stat: 'Sum', returnData: false },
  ],
  period: 300,
  evaluationPeriods: 4,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData: 'notBreaching',
};

/**
 * Requests flow, but what is written about them does not arrive. Each invocation of the catalogue writes three lines at least,
 * so that invocations are a quarter of both together and all of it when no line arrives. The probe alone makes twenty in five
 * minutes; of fewer than five the lines may be on their way.
 */
export const logsStopped: AlarmDefinition = {
  id: 'logs-stopped',
  title: 'Logs stopped',
  severity: 'warning',
  category: 'telemetry',
  group: 'telemetry',
  notices: 'Nothing by itself; but nobody could look into what else they notice.',
  promiseMinutes: 12,
  runbook: 'logs-stopped.md',
  provenBy: ['logs-delayed'],
  missingDataReason: 'Where nothing is invoked there is nothing to write about.',
  lowTraffic: {
    none: 'The probe reads the catalogue every minute and its lines must arrive: nights are watched like days.',
    one: 'The share of lines to invocations counts; only of fewer than five invocations in five minutes it says nothing.',
    ten: 'The share of lines to invocations counts, not how many there are.',
  },
  metrics: [
    {
      id: 'unwritten',
      expression: 'IF(invocations >= 5, 100 * invocations / (invocations + events), 0)',
      label: 'Invocations to what is known of them (%)',
    },
    {
      id: 'invocations',
      metric: metric('functionInvocations', { FunctionName: { resource: 'function', id: 'catalog' } }),
      stat: 'Sum',
      returnData: false,
    },
    { id: 'events', metric: metric('logEvents', catalogLog), stat: 'Sum', returnData: false },
  ],
  period: 300,
  evaluationPeriods: 2,
  datapointsToAlarm: 2,
  threshold: 50,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
