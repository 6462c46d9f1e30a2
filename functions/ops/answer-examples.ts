import type { AlarmHistory, AlarmMetric, Alarms, Chart, LogLines, Notifications, Trace, Traces } from './responses.ts';

const generatedAt = '2026-06-01T12:00:00.000Z';
const start = Date.parse('2026-06-01T11:00:00.000Z');
const traceId = '1-6a1c2b40-0123456789abcdef01234567';

/** One alarm that is quiet. */
export const alarms: Alarms = {
  generatedAt,
  alarms: [
    {
      name: 'smallcart-prod-error-rate',
      title: 'Error rate',
      notices: 'Pages fail to load.',
      state: 'OK',
      reason: 'Threshold Crossed: 1 datapoint [0.1] was not greater than the threshold (5.0).',
      since: generatedAt,
      severity: 'critical',
      category: 'availability',
      group: 'shop',
      condition: 'Error rate (%) > 5 for 5 of 5 periods of 1 min',
      threshold: 5,
      actionsEnabled: true,
      type: 'metric',
      acting: true,
    },
  ],
  mutes: [
    {
      kind: 'maintenance',
      reason: 'The table is moved.',
      until: '2026-06-01T13:00:00.000Z',
      alarms: ['smallcart-prod-high-error-rate'],
    },
  ],
};

/** A chart of one line. */
export const chart: Chart = {
  generatedAt,
  start,
  end: Date.parse(generatedAt),
  period: 60,
  series: [{ id: 'q Errors', label: 'Errors', timestamps: [start, start + 60_000], values: [0, 7.5] }],
  messages: [],
};

/** The same with an alarm's threshold. */
export const alarmMetric: AlarmMetric = { ...chart, threshold: 5 };

/** One line of a function. */
export const logLines: LogLines = {
  generatedAt,
  lines: [
    {
      at: generatedAt,
      function: 'checkout',
      text: '{"level":"ERROR","service":"checkout","message":"The request failed.","status":500}',
    },
  ],
  truncated: false,
};

/** One change of an alarm's state. */
export const alarmHistory: AlarmHistory = {
  generatedAt,
  history: [
    { at: generatedAt, type: 'StateUpdate', summary: 'Alarm updated from OK to ALARM', from: 'OK', to: 'ALARM' },
  ],
};

/** One notification. */
export const notifications: Notifications = {
  generatedAt,
  notifications: [
    {
      id: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J/opened/first/slack',
      message: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J/opened/0',
      at: generatedAt,
      channel: 'slack',
      contact: 'first',
      kind: 'opened',
      severity: 'critical',
      subject: 'CRITICAL: Error rate (prod)',
      body: 'More than one request in twenty fails.',
      incident: 'inc_01JZ8Q4M6T9V3B5C7D9F1G3H5J',
    },
  ],
  nextCursor: null,
};

/** One trace of a list. */
export const traces: Traces = {
  generatedAt,
  traces: [
    {
      id: traceId,
      at: generatedAt,
      durationMs: 12.5,
      method: 'GET',
      route: '/api/products',
      status: 200,
      fault: false,
      error: false,
      throttle: false,
      services: ['smallcart-prod-catalog'],
    },
  ],
  nextCursor: null,
};

/** A trace of one segment. */
export const trace: Trace = {
  id: traceId,
  at: generatedAt,
  durationMs: 12.5,
  segments: [
    {
      id: '0123456789abcdef',
      depth: 0,
      name: 'smallcart-prod-catalog',
      origin: 'AWS::Lambda::Function',
      startMs: 0,
      durationMs: 12.5,
      inProgress: false,
      fault: false,
      error: false,
      throttle: false,
      annotations: { route: '/api/products' },
      aws: {},
      exceptions: [],
    },
  ],
};
