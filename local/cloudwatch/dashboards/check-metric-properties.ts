import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';
import {
  type BodyCheck,
  type BodyFault,
  bodyError,
  has,
  isAccepted,
  isFlag,
  isInteger,
  isJsonList,
  isListOf,
  isMatching,
  isNumber,
  isOneOf,
  isRecord,
  isText,
  missing,
} from './body-check.ts';
import { checkAnnotations } from './check-annotations.ts';
import { checkMetricRow, isPeriod, isStatistic } from './check-metric-row.ts';
import { checkExpansion } from './expand-metric-rows.ts';
import { readTimeText } from './time-text.ts';

/** How a metric widget can show its metrics. */
export const VIEWS = ['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'] as const;
/** The figures a table can have for the whole time range. */
export const SUMMARY_COLUMNS = ['MIN', 'MAX', 'SUM', 'AVG'] as const;

const MAX_METRICS = 500;
const MAX_PIXELS = 2000;

/** A time text that can be read. */
export const isTimeText: BodyCheck = isAccepted(
  (value) => typeof value === 'string' && readTimeText(value, 0) !== undefined,
  'Should be an ISO 8601 time or a duration before now such as -PT3H',
);

const axis = isRecord({ min: isNumber, max: isNumber, label: isText, showUnits: isFlag });

/** What metric widgets have in common, on a dashboard and as an image. */
const COMMON: Readonly<Record<string, BodyCheck>> = {
  accountId: isText,
  annotations: checkAnnotations,
  end: isTimeText,
  labels: isRecord({ visible: isFlag }),
  legend: isRecord({ position: isOneOf(['bottom', 'right', 'hidden']) }),
  liveData: isFlag,
  period: isPeriod,
  region: isText,
  setPeriodToTimeRange: isFlag,
  singleValueFullPrecision: isFlag,
  sparkline: isFlag,
  stacked: isFlag,
  start: isTimeText,
  stat: isStatistic,
  table: isRecord({
    layout: isOneOf(['horizontal', 'vertical']),
    showTimeSeriesData: isFlag,
    stickySummary: isFlag,
    summaryColumns: isListOf(isOneOf(SUMMARY_COLUMNS)),
  }),
  timezone: isMatching(/^[+-](?:0\d|1[0-4])[0-5]\d$/),
  title: isText,
  trend: isFlag,
  view: isOneOf(VIEWS),
  yAxis: isRecord({ left: axis, right: axis }),
};

const dashboardProperties = isRecord({ ...COMMON, metrics: metricsOf(MAX_METRICS) });
const imageProperties = isRecord({
  ...COMMON,
  metrics: metricsOf(100, 1),
  height: isInteger(1, MAX_PIXELS),
  theme: isOneOf(['light', 'dark']),
  width: isInteger(1, MAX_PIXELS),
});

/** "Properties of a Metric Widget Object": a region and metrics, or an alarm. */
export const checkMetricProperties: BodyCheck = (value, path) => [
  ...(isJsonObject(value) ? checkSource(value, ['region', 'metrics'], path) : []),
  ...dashboardProperties(value, path),
  ...checkGauge(value, path),
  ...(isJsonObject(value) ? checkEnd(value, path) : []),
];

/** "GetMetricWidgetImage: Metric Widget Structure and Syntax": 1 to 100 metrics, or, as on a dashboard, an alarm. */
export const checkImageProperties: BodyCheck = (value, path) => [
  ...(isJsonObject(value) && !hasAlarm(value) ? missing(value, 'metrics', path) : []),
  ...imageProperties(value, path),
  ...checkGauge(value, path),
  ...['left', 'right'].flatMap((side) => checkBounds(value, side, path)),
];

function metricsOf(most: number, least = 0): BodyCheck {
  const rows = isListOf(checkMetricRow, { least, most });
  return (value, path) => {
    const faults = rows(value, path);
    return faults.length > 0 || !isJsonList(value) ? faults : checkExpansion(value, path);
  };
}

/** The three errors are the ones CloudWatch answers with, in its order. */
function checkSource(properties: JsonObject, required: readonly string[], path: string): BodyFault[] {
  const absent = required.flatMap((member) => missing(properties, member, path));
  if (absent.length === 0 || hasAlarm(properties)) return [];
  const advice = 'The metric widget should have specified a region and a data source or an alarm annotation';
  const alarm = has(properties, 'annotations')
    ? [bodyError(`${path}/annotations`, "Should have required property 'alarms'")]
    : [bodyError(path, "Should have required property 'annotations'")];
  return [...absent, bodyError(path, advice), ...alarm];
}

/** An `end` goes with a `start`, on a dashboard and in its widgets. */
export function checkEnd(value: JsonObject, path: string): BodyFault[] {
  return has(value, 'end') ? missing(value, 'start', path) : [];
}

function hasAlarm({ annotations }: JsonObject): boolean {
  return isJsonObject(annotations) && has(annotations, 'alarms');
}

/** An axis has room between its bounds. What CloudWatch does without is not documented; on a dashboard it is let be. */
function checkBounds(value: JsonValue, side: string, path: string): BodyFault[] {
  const axes = isJsonObject(value) && isJsonObject(value.yAxis) ? value.yAxis : {};
  const { min, max } = isJsonObject(axes[side]) ? axes[side] : {};
  const isEmpty = typeof min === 'number' && typeof max === 'number' && min >= max;
  return isEmpty ? [bodyError(`${path}/yAxis/${side}`, 'Should have a min that is less than max')] : [];
}

/** A gauge needs the range that its needle moves in. */
function checkGauge(value: JsonValue, path: string): BodyFault[] {
  if (!isJsonObject(value) || value.view !== 'gauge') return [];
  const left = isJsonObject(value.yAxis) && isJsonObject(value.yAxis.left) ? value.yAxis.left : {};
  return ['min', 'max'].flatMap((bound) => missing(left, bound, `${path}/yAxis/left`));
}
