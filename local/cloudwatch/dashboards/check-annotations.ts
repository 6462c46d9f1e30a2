import type { JsonValue } from '../../aws/json.ts';
import {
  type BodyCheck,
  bodyError,
  isFlag,
  isJsonList,
  isListOf,
  isNumber,
  isOneOf,
  isRecord,
  isText,
} from './body-check.ts';
import { isColor } from './check-metric-row.ts';
import { readTimeText } from './time-text.ts';

const common = { label: isText, color: isColor, visible: isFlag };

/** A time as annotations write it; only whether it can be read counts, so any present will do. */
const isTime: BodyCheck = (value, path) =>
  typeof value === 'string' && readTimeText(value, 0) !== undefined
    ? []
    : [bodyError(path, 'Should match format "date-time"')];

const horizontal = isRecord(
  {
    ...common,
    value: isNumber,
    fill: isOneOf(['above', 'below', 'between', 'none']),
    yAxis: isOneOf(['left', 'right']),
  },
  ['value'],
);
const vertical = isRecord({ ...common, value: isTime, fill: isOneOf(['before', 'after', 'between', 'none']) }, [
  'value',
]);

/** An annotation, or two that bound a band. */
function orBand(check: BodyCheck): BodyCheck {
  const band = isListOf(check, { least: 2, most: 2 });
  return (value: JsonValue, path) => (isJsonList(value) ? band(value, path) : check(value, path));
}

/** A widget's `annotations`: horizontal and vertical lines and bands, and alarms by ARN. */
export const checkAnnotations: BodyCheck = isRecord({
  horizontal: isListOf(orBand(horizontal)),
  vertical: isListOf(orBand(vertical)),
  alarms: isListOf(isText, { least: 1 }),
});
