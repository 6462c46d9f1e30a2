import { formatFull, formatShort, unitSign } from './format-value.ts';
import type { ColoredSeries } from './graph-colors.ts';
import type { MetricWidget } from './metric-widget.ts';

/** A series with its newest value in the range. */
export type LatestValue = { readonly series: ColoredSeries; readonly value: number };

/** The newest value of each series that has one. */
export function latestValues(series: readonly ColoredSeries[]): LatestValue[] {
  return series.flatMap((one) => {
    const value = one.values.at(-1);
    return value === undefined ? [] : [{ series: one, value }];
  });
}

/** A value as views that show numbers write it. */
export function valueText({ fullPrecision }: Pick<MetricWidget, 'fullPrecision'>, value: number): string {
  return fullPrecision ? formatFull(value) : formatShort(value);
}

/** A value with its unit. */
export function valueWithUnit(widget: Pick<MetricWidget, 'fullPrecision'>, value: number, unit?: string): string {
  const sign = unitSign(unit);
  const space = /^[%/]/.test(sign) || sign === '' ? '' : ' ';
  return `${valueText(widget, value)}${space}${sign}`;
}
