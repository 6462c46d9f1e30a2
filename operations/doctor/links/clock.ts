import { elapsed } from '../../deploy/elapsed.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Finding } from '../finding.ts';
import { ok, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** AWS refuses what is signed five minutes too early or too late ("Signature Version 4"). */
const REFUSED = 5 * 60_000;
const NOTICEABLE = 30_000;
/** In milliseconds. */
const PATIENCE = 8_000;

const REMEDY = 'Have this machine set its clock by the network (NTP).';

/** What is wrong when this machine's clock is so many milliseconds ahead of AWS's, or behind. */
export function skewFinding(skew: number): Finding {
  const distance = Math.abs(skew);
  const seen = `This machine’s clock is ${elapsed(distance)} ${skew > 0 ? 'ahead of' : 'behind'} AWS’s.`;
  if (distance >= REFUSED) return wrong(`${seen} AWS refuses what it signs.`, REMEDY);
  if (distance >= NOTICEABLE) return warning(`${seen} Times of deployments are off by as much.`, REMEDY);
  return ok('This machine’s clock agrees with AWS’s.');
}

/** The time that the shop's address tells in its answers, epoch milliseconds, to the second. */
async function timeAt(siteUrl: string): Promise<number> {
  try {
    const { headers } = await fetch(siteUrl, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE) });
    const time = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(time)) return time;
  } catch {
    // As if it had told none.
  }
  throw new OperatorError(`${siteUrl} does not tell the time.`);
}

/** Whether this machine's clock and the stage's agree; that of the system here may be anywhere. */
export const clock: Link = {
  name: 'clock',
  examine: async ({ place, now, live }) => {
    if (place.kind === 'aws') return [skewFinding(Date.now() - (await timeAt(live.siteUrl)))];
    const ahead = now() - Date.now();
    if (Math.abs(ahead) < NOTICEABLE) return [ok('The system’s clock agrees with this machine’s.')];
    const direction = ahead > 0 ? 'ahead of' : 'behind';
    return [
      ok(`The system’s clock is ${elapsed(Math.abs(ahead))} ${direction} this machine’s, as one that was moved is.`),
    ];
  },
};
