import { isJsonObject, type JsonObject, type JsonValue } from '../../aws/json.ts';
import { readTimeText } from '../dashboards/time-text.ts';
import type { AnnotationBound, HorizontalAnnotation, VerticalAnnotation } from './metric-widget.ts';

/** The horizontal annotations that are visible; a band's options are those of its first bound. */
export function readHorizontal(entries: readonly JsonValue[]): HorizontalAnnotation[] {
  return visible(entries).map(({ first, bounds }) => ({
    bounds: bounds.map((bound) => toBound(bound, typeof bound.value === 'number' ? bound.value : 0)),
    fill: first.fill === 'above' || first.fill === 'below' ? first.fill : 'none',
    ...color(first),
    yAxis: first.yAxis === 'right' ? 'right' : 'left',
  }));
}

/** The vertical annotations that are visible. */
export function readVertical(entries: readonly JsonValue[]): VerticalAnnotation[] {
  return visible(entries).map(({ first, bounds }) => ({
    bounds: bounds.map((bound) => toBound(bound, readTimeText(String(bound.value), 0) ?? 0)),
    fill: first.fill === 'before' || first.fill === 'after' ? first.fill : 'none',
    ...color(first),
  }));
}

function visible(entries: readonly JsonValue[]): { first: JsonObject; bounds: readonly JsonObject[] }[] {
  return entries.flatMap((entry) => {
    const bounds = (Array.isArray(entry) ? entry : [entry]).filter(isJsonObject);
    const [first] = bounds;
    return first === undefined || first.visible === false ? [] : [{ first, bounds }];
  });
}

function toBound({ label }: JsonObject, value: number): AnnotationBound {
  return typeof label === 'string' && label !== '' ? { value, label } : { value };
}

function color({ color: given }: JsonObject): { color?: string } {
  return typeof given === 'string' ? { color: given } : {};
}
