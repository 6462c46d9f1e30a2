import type { Members } from '../../aws/members.ts';
import { validationError } from '../errors.ts';
import { read } from '../read-input.ts';
import type { WarmUp } from './alarm-definition.ts';
import type { EvaluationWindow } from './evaluation-window.ts';
import { parseTimeZone, type TimeZone, UTC } from './time-zone.ts';

const MINUTE = 60_000;
const FIVE_MINUTES = 5 * MINUTE;
const WALL_CLOCK_PERIODS = [60, 300, 3600, 86_400, 604_800];
const MAX_WARM_UP_MINUTES = 2880;

/** Reads PutMetricAlarm's EvaluationWindow for an alarm whose metrics have the period (seconds); sliding unless given. */
export function readEvaluationWindow(members: Members, periodSeconds: number): EvaluationWindow {
  const window = members.object('EvaluationWindow');
  if (window === undefined) return { kind: 'sliding' };
  const sliding = read(window).object('SlidingWindow');
  const wallClock = read(window).object('WallClockWindow');
  if ((sliding === undefined) === (wallClock === undefined)) {
    throw validationError('EvaluationWindow must have exactly one of the members SlidingWindow and WallClockWindow.');
  }
  if (wallClock === undefined) return { kind: 'sliding' };
  if (!WALL_CLOCK_PERIODS.includes(periodSeconds)) {
    throw validationError(
      `Period ${periodSeconds} is not supported with WallClockWindow. Supported periods: [${WALL_CLOCK_PERIODS.join(', ')}]`,
    );
  }
  return { kind: 'wallClock', timeZone: readTimeZone(read(wallClock).string('Timezone')) };
}

/** Only a fixed offset can be none of five minutes: all named zones are ahead of UTC by full quarters of an hour. */
function readTimeZone(text: string | undefined): TimeZone {
  if (text === undefined) return UTC;
  const zone = parseTimeZone(text);
  if (zone !== undefined && zone.offsetAt(0) % FIVE_MINUTES === 0) return zone;
  throw validationError(
    `The value ${text} for parameter Timezone is not a time zone whose offset from UTC is a multiple of 5 minutes.`,
  );
}

/** Reads PutMetricAlarm's WarmUpConfiguration. */
export function readWarmUp(members: Members): WarmUp | undefined {
  const configuration = members.object('WarmUpConfiguration');
  if (configuration === undefined) return undefined;
  const { integer, boolean } = read(configuration, 'WarmUpConfiguration.');
  const minutes = integer('WarmUpPeriodDurationInMinutes');
  return {
    duration: checkedMinutes(minutes) * MINUTE,
    whole: boolean('OnlyStartEvaluatingAfterWarmUpPeriodEnds') ?? false,
  };
}

function checkedMinutes(minutes: number | undefined): number {
  const at = "at 'warmUpConfiguration.warmUpPeriodDurationInMinutes' failed to satisfy constraint";
  const failed = (value: string, constraint: string) =>
    validationError(`1 validation error detected: Value ${value} ${at}: Member must ${constraint}`);
  if (minutes === undefined) throw failed('null', 'not be null');
  if (minutes < 1) throw failed(`'${minutes}'`, 'have value greater than or equal to 1');
  if (minutes > MAX_WARM_UP_MINUTES) {
    throw failed(`'${minutes}'`, `have value less than or equal to ${MAX_WARM_UP_MINUTES}`);
  }
  return minutes;
}
