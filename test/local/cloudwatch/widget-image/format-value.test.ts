import { describe, expect, it } from 'vitest';
import { formatFull, formatShort, unitSign } from '../../../../local/cloudwatch/widget-image/format-value.ts';
import { valueWithUnit } from '../../../../local/cloudwatch/widget-image/latest-value.ts';

describe('a value', () => {
  it.each([
    [0, '0', '0'],
    [42, '42', '42'],
    [0.123456, '0.1235', '0.123456'],
    [999.6, '999.6', '999.6'],
    [999.96, '1k', '999.96'],
    [-1234.5, '-1.23k', '-1,234.5'],
    [1_234_567, '1.23M', '1,234,567'],
    [5e9, '5G', '5,000,000,000'],
    [1e12, '1T', '1,000,000,000,000'],
    [1e20, '1e20', '100,000,000,000,000,000,000'],
    [1.5e300, '1.5e300', '1.5e300'],
    [0.9995, '0.9995', '0.9995'],
    [0.00001, '1e-5', '0.00001'],
  ])('%d is written %s in short and %s in full', (value, short, full) => {
    expect([formatShort(value), formatFull(value)]).toEqual([short, full]);
  });

  it.each([
    ['Percent', '5%'],
    ['Milliseconds', '5 ms'],
    ['Count', '5'],
    ['None', '5'],
    ['Bytes/Second', '5 B/s'],
    ['Count/Second', '5/s'],
    ['Kilobits', '5 Kilobits'],
    [undefined, '5'],
  ])('of unit %s is written %s', (unit, text) => {
    expect(valueWithUnit({ fullPrecision: false }, 5, unit)).toBe(text);
    expect(text.endsWith(unitSign(unit))).toBe(true);
  });
});
