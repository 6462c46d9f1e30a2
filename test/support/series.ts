import { NotationError, parseDatapoints } from '../../local/scenario/datapoints.ts';

/**
 * A series of single values in the notation of `parseDatapoints`, one per interval and `undefined` where data is missing:
 * `5x2 _ 0+2x3` is 5 5 undefined 0 2 4. Throws NotationError (a RangeError) for anything else.
 */
export function parseSeries(notation: string): (number | undefined)[] {
  return parseDatapoints(notation).map((point) => {
    const [sample, second] = point;
    if (sample === undefined) return undefined;
    if (sample.kind === 'value' && sample.count === 1 && second === undefined) return sample.value;
    throw new NotationError('a series of single values has one sample in each interval', 0);
  });
}
