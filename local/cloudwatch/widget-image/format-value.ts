const SUFFIXES = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** Abbreviations of CloudWatch's units, as they follow a value; a unit without one is written out. */
const UNIT_SIGNS: Readonly<Record<string, string>> = {
  Percent: '%',
  Seconds: 's',
  Milliseconds: 'ms',
  Microseconds: 'µs',
  Bytes: 'B',
  Kilobytes: 'KB',
  Megabytes: 'MB',
  Gigabytes: 'GB',
  Terabytes: 'TB',
  'Bytes/Second': 'B/s',
  'Kilobytes/Second': 'KB/s',
  'Megabytes/Second': 'MB/s',
  'Gigabytes/Second': 'GB/s',
  'Terabytes/Second': 'TB/s',
  'Count/Second': '/s',
  Count: '',
  None: '',
};

/** A unit in short; nothing for counts. */
export function unitSign(unit = ''): string {
  return UNIT_SIGNS[unit] ?? unit;
}

/** A value for an axis whose ticks are `step` apart: with as many decimals as tell it from its neighbours. */
export function formatTick(value: number, step: number): string {
  const magnitude = Math.abs(value);
  if (magnitude < step / 2) return '0';
  if (magnitude >= 1e15 || step < 1e-6) return exponential(value);
  const [factor, suffix] = suffixOf(magnitude * (1 + 1e-9));
  const digits = decimalsOf(step / factor);
  const text = (value / factor).toFixed(digits);
  return suffix === '' ? text : `${Number(text)}${suffix}`;
}

/** Decimals that multiples of a step need. */
function decimalsOf(step: number): number {
  let decimals = 0;
  while (decimals < 12 && !isWhole(step * 10 ** decimals)) decimals++;
  return decimals;
}

/** A value with four significant digits, from a thousand on with three and a suffix. */
export function formatShort(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude === 0) return '0';
  if (magnitude >= 1e15 || magnitude < 1e-4) return exponential(value);
  const plain = Number(value.toPrecision(4));
  if (Math.abs(plain) < 1000) return String(plain);
  const rounded = Number(value.toPrecision(3));
  const [factor, suffix] = suffixOf(Math.abs(rounded));
  return `${Number((rounded / factor).toPrecision(3))}${suffix}`;
}

/** A value with every digit, thousands grouped. */
export function formatFull(value: number): string {
  const text = String(value);
  if (text.includes('e')) return exponential(value);
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function suffixOf(magnitude: number): readonly [number, string] {
  return SUFFIXES.find(([factor]) => magnitude >= factor) ?? [1, ''];
}

function isWhole(value: number): boolean {
  return value > 0.5 && Math.abs(value - Math.round(value)) < 1e-6 * value;
}

function exponential(value: number): string {
  return value === 0
    ? '0'
    : value
        .toExponential(2)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e');
}
