import { isJsonObject, type JsonObject } from '../../aws/json.ts';
import {
  type BodyCheck,
  bodyError,
  isAnything,
  isFlag,
  isInteger,
  isListOf,
  isMatching,
  isOneOf,
  isRecord,
  isText,
} from './body-check.ts';
import { checkMetricProperties } from './check-metric-properties.ts';

const COLUMNS = 24;
const MAX_ALARMS = 100;

const anyProperties: BodyCheck = (value, path) => (isJsonObject(value) ? [] : [bodyError(path, 'Should be object')]);

/** An object whose further members are not looked at: pages of the User Guide add to them without notice. */
function isOpenRecord(checks: Readonly<Record<string, BodyCheck>>, required: readonly string[]): BodyCheck {
  const closed = isRecord(checks, required);
  return (value, path) => closed(value, path).filter(({ severity }) => severity === 'error');
}

const PROPERTIES: Readonly<Record<string, BodyCheck>> = {
  metric: checkMetricProperties,
  text: isRecord({ markdown: isText, background: isOneOf(['solid', 'transparent']) }, ['markdown']),
  log: isOpenRecord({ query: isText, region: isText, title: isText, stacked: isFlag }, ['query', 'region']),
  alarm: isRecord(
    {
      alarms: isListOf(isMatching(/^arn:/), { most: MAX_ALARMS }),
      sortBy: isOneOf(['default', 'stateUpdatedTimestamp', 'timestamp']),
      states: isListOf(isOneOf(['ALARM', 'INSUFFICIENT_DATA', 'OK'])),
      title: isText,
    },
    ['alarms'],
  ),
  explorer: isOpenRecord({ metrics: isListOf(anyProperties), labels: isListOf(anyProperties) }, ['metrics', 'labels']),
  custom: isOpenRecord({ endpoint: isText, title: isText, updateOn: anyProperties }, ['endpoint']),
  trace: anyProperties,
  chart: anyProperties,
};

const position = {
  x: isInteger(0, COLUMNS - 1),
  y: isInteger(0),
  width: isInteger(1, COLUMNS),
  height: isInteger(1, 1000),
};

const isWidget = isRecord({ ...position, type: isOneOf(Object.keys(PROPERTIES)), properties: isAnything }, [
  'type',
  'properties',
]);

/** "Widgets Array Structure": where the widget is on the grid of 24 columns, its type, and the properties of that type. */
export const checkWidget: BodyCheck = (value, path) => {
  const faults = isWidget(value, path);
  if (!isJsonObject(value)) return faults;
  return [...faults, ...checkProperties(value, path)];
};

function checkProperties({ type, properties }: JsonObject, path: string) {
  if (typeof type !== 'string' || properties === undefined) return [];
  const check = Object.hasOwn(PROPERTIES, type) ? PROPERTIES[type] : undefined;
  return check === undefined ? [] : check(properties, `${path}/properties`);
}

/** How many rows of metrics a widget has; none unless it is a metric widget that can be read. */
export function metricCount(widget: unknown): number {
  const properties = isJsonObject(widget) && widget.type === 'metric' ? widget.properties : undefined;
  return isJsonObject(properties) && Array.isArray(properties.metrics) ? properties.metrics.length : 0;
}
