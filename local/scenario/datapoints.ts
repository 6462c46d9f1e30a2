/** Part of what a metric reports in one interval: `count` samples of one value, or a statistic set. */
export type Sample =
  | { readonly kind: 'value'; readonly value: number; readonly count: number }
  | {
      readonly kind: 'statistics';
      readonly statistics: {
        readonly count: number;
        readonly sum: number;
        readonly minimum: number;
        readonly maximum: number;
      };
    };

/** What a metric reports in one interval; nothing at all where data is missing. */
export type Datapoint = readonly Sample[];

/** What breaks the notation of a series, and how many characters into the text. */
export class NotationError extends RangeError {
  override readonly name = 'NotationError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

type Cursor = { readonly text: string; at: number };

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const WORD = /(?:set\([^()]*\)|[^\s()])+/y;
const TIMES = /x(\d+)$/;
const RAMP = new RegExp(`^(${NUMBER})([+-]\\d+(?:\\.\\d+)?)$`);
const VALUES = new RegExp(`^(${NUMBER})(?:\\*(\\d+))?$`);
const SET = /^set\((?:count=(\S+)) +(?:sum=(\S+)) +(?:min=(\S+)) +(?:max=(\S+))\)$/;
/** More than a year of one-minute data. */
const LONGEST = 600_000;

/**
 * A series in short notation, one datapoint per interval: `5` is one sample, `_` none (missing data); `x` repeats (`5x10`,
 * `_x3`), a step makes a ramp (`0+2x5` is 0 2 4 6 8, `9-3x2` is 9 6). Several samples in one interval are joined by commas
 * (`120,130,900`), `*` counts equal ones (`120*99,900` is a hundred samples), `set(count=100 sum=12000 min=80 max=900)` is a
 * statistic set. Parentheses group what repeats: `(10x3 0)x2`. Throws NotationError for anything else.
 */
export function parseDatapoints(notation: string): Datapoint[] {
  const cursor: Cursor = { text: notation, at: 0 };
  const points = parseItems(cursor);
  if (cursor.at < notation.length) throw new NotationError("')' closes nothing", cursor.at);
  return points;
}

/** Items up to the end or a closing parenthesis. */
function parseItems(cursor: Cursor): Datapoint[] {
  const points: Datapoint[] = [];
  for (skipSpace(cursor); cursor.at < cursor.text.length && cursor.text[cursor.at] !== ')'; skipSpace(cursor)) {
    const start = cursor.at;
    const found = cursor.text[cursor.at] === '(' ? parseGroup(cursor) : parseWord(cursor);
    if (points.length + found.length > LONGEST)
      throw new NotationError(`a series has at most ${LONGEST} datapoints`, start);
    for (const point of found) points.push(point);
  }
  return points;
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at++;
}

function parseGroup(cursor: Cursor): Datapoint[] {
  const start = cursor.at++;
  const points = parseItems(cursor);
  if (cursor.at === cursor.text.length) throw new NotationError("'(' is never closed", start);
  cursor.at++;
  const tail = takeWord(cursor);
  if (tail !== '' && !/^x\d+$/.test(tail)) throw new NotationError(`'${tail}' follows ')'; x3 repeats a group`, start);
  return repeat(points, Number(tail.slice(1) || 1), start);
}

function takeWord(cursor: Cursor): string {
  WORD.lastIndex = cursor.at;
  const word = WORD.exec(cursor.text)?.[0] ?? '';
  cursor.at += word.length;
  return word;
}

function parseWord(cursor: Cursor): Datapoint[] {
  const start = cursor.at;
  const word = takeWord(cursor);
  const [suffix = '', times = '1'] = TIMES.exec(word) ?? [];
  const body = word.slice(0, word.length - suffix.length);
  const [, first, step] = RAMP.exec(body) ?? [];
  if (first !== undefined && step !== undefined) return ramp(Number(first), Number(step), Number(times), start);
  return repeat([body === '_' ? [] : parseSamples(body, word, start)], Number(times), start);
}

function parseSamples(body: string, word: string, start: number): Datapoint {
  return body.split(',').map((part) => parseSample(part) ?? unreadable(word, start));
}

function parseSample(part: string): Sample | undefined {
  const set = SET.exec(part);
  if (set !== null) return statisticSet(set.slice(1).map(Number));
  const [, value, count = '1'] = VALUES.exec(part) ?? [];
  return value === undefined || count === '0'
    ? undefined
    : { kind: 'value', value: Number(value), count: Number(count) };
}

function statisticSet([count = 0, sum = 0, minimum = 0, maximum = 0]: readonly number[]): Sample | undefined {
  const valid = [count, sum, minimum, maximum].every(Number.isFinite) && count > 0 && minimum <= maximum;
  return valid ? { kind: 'statistics', statistics: { count, sum, minimum, maximum } } : undefined;
}

/** Decimal steps stay decimal: ten steps of 0.1 give 1, not 0.9999999999999999. */
function ramp(first: number, step: number, times: number, start: number): Datapoint[] {
  return repeat([[]], times, start).map((_, index) => [
    { kind: 'value', value: Number((first + index * step).toPrecision(15)), count: 1 },
  ]);
}

function repeat(points: readonly Datapoint[], times: number, start: number): Datapoint[] {
  if (points.length * times > LONGEST) throw new NotationError(`a series has at most ${LONGEST} datapoints`, start);
  return Array.from({ length: times }, () => points).flat();
}

function unreadable(word: string, start: number): never {
  throw new NotationError(
    `'${word}' is not in the series notation: 5, _, 5x10, 0+2x5, 120*99,900, set(count=2 sum=9 min=4 max=5) or (5 _)x3`,
    start,
  );
}
