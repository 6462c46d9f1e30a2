import { type JsonValue, parseJsonObject } from '../../aws/json.ts';
import { type BodyFault, bodyError, isJsonList, isListOf, isOneOf, isRecord } from './body-check.ts';
import { checkEnd, isTimeText } from './check-metric-properties.ts';
import { checkVariables } from './check-variables.ts';
import { checkWidget, metricCount } from './check-widget.ts';

const MAX_WIDGETS = 500;
const MAX_METRICS_IN_ALL = 2500;

const checkBody = isRecord(
  {
    start: isTimeText,
    end: isTimeText,
    periodOverride: isOneOf(['auto', 'inherit']),
    widgets: isListOf(checkWidget, { most: MAX_WIDGETS }),
    variables: checkVariables,
  },
  ['widgets'],
  'a dashboard definition',
);

/** Checks a body by "Dashboard Body Structure and Syntax"; undefined when it is no JSON object. */
export function validateBody(text: string): readonly BodyFault[] | undefined {
  const body = parseJsonObject(text);
  if (body === undefined) return undefined;
  return [...checkBody(body, ''), ...checkMetricsInAll(body.widgets), ...checkEnd(body, '')];
}

/** What CloudWatch says of too many metrics in all is not documented; the limit is (User Guide "CloudWatch service quotas"). */
function checkMetricsInAll(widgets: JsonValue | undefined): BodyFault[] {
  const metrics = isJsonList(widgets) ? widgets.reduce((sum: number, widget) => sum + metricCount(widget), 0) : 0;
  return metrics > MAX_METRICS_IN_ALL
    ? [bodyError('/widgets', `Should NOT have more than ${MAX_METRICS_IN_ALL} metrics in all widgets`)]
    : [];
}
