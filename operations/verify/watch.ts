import type { VerificationContext } from '../deploy/verification.ts';
import { OperatorError } from '../operator-error.ts';
import type { AlarmWatch } from './alarm-watch.ts';
import { blamedAlarms } from './blamed-alarms.ts';
import { type Check, createChecker, VerificationError } from './check.ts';
import { type CloudWatchCaller, createCloudWatchCaller } from './cloudwatch-caller.ts';
import { faultIn, summary } from './figures.ts';
import { isShopEmpty } from './is-shop-empty.ts';
import { type FiguresAsked, readFigures } from './read-figures.ts';

/** How a release is watched. */
export type Watching = {
  readonly name: string;
  /** How long. */
  readonly minutes: number;
  /** Whether another one shares the requests. */
  readonly shared: boolean;
  /** Whose first look tells what had gone off before. */
  readonly alarms: AlarmWatch;
};

const MINUTE = 60_000;

/** So many looks in a row may find nothing to see before that is a reason to go back. */
const BLIND_LOOKS = 2;

function beforeText(before: readonly string[]): string {
  return before.length === 0 ? '' : ` In ALARM since before: ${before.join(', ')}.`;
}

/** One look at alarms and figures; a `VerificationError` says what is wrong with the release. */
async function look(
  caller: CloudWatchCaller,
  alarms: AlarmWatch,
  asked: FiguresAsked,
  isEmpty: () => Promise<boolean>,
): Promise<string> {
  const { wentOff, before } = await alarms.look();
  const { alarms: blamed, remark } = await blamedAlarms(wentOff, isEmpty);
  const others = `${remark}${beforeText(before)}`;
  if (blamed.length > 0) throw new VerificationError(`Alarms went off: ${blamed.join(', ')}.${others}`);
  const figures = await readFigures(caller, asked);
  const fault = faultIn(figures);
  if (fault !== undefined) throw new VerificationError(`${fault}.${others}`);
  return `No alarm went off; ${summary(figures)}.${others}`;
}

/** A look that CloudWatch did not answer is told; it fails when there were too many in a row, or it is the last one. */
function tolerant(see: () => Promise<string>): (last: boolean) => Promise<string> {
  let blind = 0;
  return async (last) => {
    try {
      const seen = await see();
      blind = 0;
      return seen;
    } catch (error) {
      const unseen = error instanceof OperatorError && !(error instanceof VerificationError);
      if (!unseen || last || ++blind > BLIND_LOOKS) throw error;
      return `Not seen: ${error.message}`;
    }
  };
}

/** Watches alarms, error rate and latency of the release, a check for each minute of the stage's clock. */
export async function* watch(
  context: VerificationContext,
  { name, minutes, shared, alarms }: Watching,
): AsyncGenerator<Check> {
  if (minutes === 0) return;
  const { target, functionVersions: versions, signal } = context;
  const caller = createCloudWatchCaller(target.place, target.access);
  const check = createChecker(context);
  // What the release before has answered in the minute that has begun is told apart only while both share the alias.
  const from = (shared ? Math.floor : Math.ceil)((await target.now()) / MINUTE) * MINUTE;
  const see = tolerant(async () => {
    const until = Math.max(await target.now(), from + MINUTE);
    return look(caller, alarms, { versions, shared, from, until }, () => isShopEmpty(target));
  });
  for (let minute = 1; minute <= minutes; minute++) {
    yield await check(`${name}: minute ${minute} of ${minutes}`, async () => {
      await target.wait(MINUTE, signal);
      return see(minute === minutes);
    });
  }
}
