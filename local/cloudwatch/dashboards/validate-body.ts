import { isJsonObject, type JsonObject, type JsonValue, parseJsonObject } from '../../aws/json.ts';
import { parseStatistic } from '../metrics/statistic.ts';

/** What is wrong with a dashboard body, and where; an error refuses the dashboard, a warning does not. */
export type BodyFault = { readonly severity: 'error' | 'warning'; readonly path: string; readonly message: string };

const MAX_WIDGETS = 500;
const MAX_METRICS = 500;
const MAX_METRICS_IN_ALL = 2500;
const COLUMNS = 24;
const WIDGET_TYPES = ['metric', 'text', 'log', 'alarm', 'explorer', 'custom', 'trace', 'chart'];
const VIEWS = ['timeSeries', 'singleValue', 'gauge', 'bar', 'pie', 'table'];
const BODY_MEMBERS = ['start', 'end', 'periodOverride', 'widgets', 'variables'];

/** Checks a body by "Dashboard Body Structure and Syntax". */
export function validateBody(text: string): BodyFault[] {
  const body = parseJsonObject(text);
  if (body === undefined) return [error('/', 'The dashboard body is not a valid JSON object')];
  return [...unknownMembers(body), ...periodOverride(body), ...validateWidgets(body.widgets)];
}

function error(path: string, message: string): BodyFault {
  return { severity: 'error', path, message };
}

function warning(path: string, message: string): BodyFault {
  return { severity: 'warning', path, message };
}

function unknownMembers(body: JsonObject): BodyFault[] {
  const unknown = Object.keys(body).filter((member) => !BODY_MEMBERS.includes(member));
  return unknown.map((member) => warning(`/${member}`, `Unknown property "${member}"`));
}

function periodOverride({ periodOverride: value }: JsonObject): BodyFault[] {
  return value === undefined || value === 'auto' || value === 'inherit'
    ? []
    : [error('/periodOverride', 'Should be one of: auto, inherit')];
}

function validateWidgets(widgets: JsonValue | undefined): BodyFault[] {
  if (!isList(widgets)) return [error('/widgets', 'Should be an array of widgets')];
  if (widgets.length > MAX_WIDGETS) return [error('/widgets', `Should have at most ${MAX_WIDGETS} widgets`)];
  const faults = widgets.flatMap((widget, index) => validateWidget(widget, `/widgets/${index}`));
  const metrics = widgets.reduce<number>((sum, widget) => sum + metricCount(widget), 0);
  return metrics > MAX_METRICS_IN_ALL
    ? [...faults, error('/widgets', `Should have at most ${MAX_METRICS_IN_ALL} metrics in all widgets`)]
    : faults;
}

function metricCount(widget: JsonValue): number {
  const properties = isJsonObject(widget) ? widget.properties : undefined;
  return isJsonObject(properties) && isList(properties.metrics) ? properties.metrics.length : 0;
}

function validateWidget(widget: JsonValue, path: string): BodyFault[] {
  if (!isJsonObject(widget)) return [error(path, 'Should be an object')];
  const { type, properties } = widget;
  if (typeof type !== 'string') return [error(path, "Should have required property 'type'")];
  if (!WIDGET_TYPES.includes(type)) return [error(`${path}/type`, `Should be one of: ${WIDGET_TYPES.join(', ')}`)];
  const position = validatePosition(widget, path);
  if (!isJsonObject(properties)) return [...position, error(path, "Should have required property 'properties'")];
  return [...position, ...validateProperties(type, properties, `${path}/properties`)];
}

function validatePosition(widget: JsonObject, path: string): BodyFault[] {
  const faults = [
    between(widget, 'x', 0, COLUMNS - 1, path),
    between(widget, 'y', 0, Number.MAX_SAFE_INTEGER, path),
    between(widget, 'width', 1, COLUMNS, path),
    between(widget, 'height', 1, 1000, path),
  ];
  return faults.flat();
}

function between(widget: JsonObject, member: string, least: number, most: number, path: string): BodyFault[] {
  const value = widget[member];
  if (value === undefined) return [];
  const valid = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return valid ? [] : [error(`${path}/${member}`, `Should be an integer from ${least} to ${most}`)];
}

function validateProperties(type: string, properties: JsonObject, path: string): BodyFault[] {
  if (type === 'text') return required(properties, 'markdown', path);
  if (type === 'log') return [...required(properties, 'query', path), ...required(properties, 'region', path)];
  return type === 'metric' ? validateMetricWidget(properties, path) : [];
}

function required(properties: JsonObject, member: string, path: string): BodyFault[] {
  return typeof properties[member] === 'string' ? [] : [error(path, `Should have required property '${member}'`)];
}

function validateMetricWidget(properties: JsonObject, path: string): BodyFault[] {
  const { metrics, annotations, view, stat } = properties;
  const faults = required(properties, 'region', path);
  if (view !== undefined && !VIEWS.includes(String(view))) {
    faults.push(error(`${path}/view`, `Should be one of: ${VIEWS.join(', ')}`));
  }
  if (stat !== undefined && (typeof stat !== 'string' || parseStatistic(stat) === undefined)) {
    faults.push(error(`${path}/stat`, 'Should be a statistic'));
  }
  if (metrics === undefined && annotations === undefined) {
    faults.push(error(path, "Should have required property 'metrics' or 'annotations'"));
  }
  return [...faults, ...validateMetrics(metrics, `${path}/metrics`)];
}

function validateMetrics(metrics: JsonValue | undefined, path: string): BodyFault[] {
  if (metrics === undefined) return [];
  if (!isList(metrics)) return [error(path, 'Should be an array')];
  if (metrics.length > MAX_METRICS) return [error(path, `Should have at most ${MAX_METRICS} metrics`)];
  return metrics.flatMap((row, index) => validateRow(row, `${path}/${index}`));
}

/** A row is a namespace, a name and pairs of dimension name and value, then options; or options with an expression alone. */
function validateRow(row: JsonValue, path: string): BodyFault[] {
  if (!isList(row) || row.length === 0) return [error(path, 'Should be an array of at least one item')];
  const options = row.at(-1);
  const texts = isJsonObject(options) ? row.slice(0, -1) : row;
  if (!texts.every((text) => typeof text === 'string')) return [error(path, 'Should hold strings, then options')];
  if (texts.length > 0)
    return texts.length % 2 === 0 ? [] : [error(path, 'Should have pairs of dimension name and value')];
  const expression = isJsonObject(options) && typeof options.expression === 'string';
  return expression ? [] : [error(path, "Should have a namespace and a metric name, or options with an 'expression'")];
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
