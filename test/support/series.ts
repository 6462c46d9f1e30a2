const ITEM = /^(_|-?\d+(?:\.\d+)?)(?:([+-]\d+(?:\.\d+)?))?(?:x(\d+))?$/;

/**
 * A series in short notation, one datapoint per period and `undefined` where data is missing: `5` one datapoint, `_` none,
 * `5x10` ten times 5, `_x3` three missing, `0+2x5` five datapoints that grow by 2 (0 2 4 6 8), `9-3x2` two that shrink.
 * Throws RangeError for anything else.
 */
export function parseSeries(notation: string): (number | undefined)[] {
  return notation
    .split(/\s+/)
    .filter((item) => item !== '')
    .flatMap(parseItem);
}

function parseItem(item: string): (number | undefined)[] {
  const [, first, step, times = '1'] = ITEM.exec(item) ?? [];
  if (first === undefined || (first === '_' && step !== undefined)) {
    throw new RangeError(`'${item}' is not in the series notation: 5, _, 5x10, 0+2x5`);
  }
  return Array.from({ length: Number(times) }, (_, index) =>
    first === '_' ? undefined : Number(first) + index * Number(step ?? 0),
  );
}

/** AWS's notation of its tables: `0` not breaching (value 0), `X` breaching (value 10), `-` missing; the newest on the right. */
export function parseBreaches(notation: string): (number | undefined)[] {
  return notation.split(/\s+/).map((item) => {
    switch (item) {
      case '0':
        return 0;
      case 'X':
        return 10;
      case '-':
        return undefined;
      default:
        throw new RangeError(`'${item}' is neither 0, X nor -`);
    }
  });
}
