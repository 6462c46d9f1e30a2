import { LONGEST_MINUTES } from '../../functions/ops/mute-schedule.ts';
import { PLACE_OPTIONS, PLACE_USAGE, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

/** What `npm run maintenance` is asked for. */
export type MaintenanceOptions = { readonly place: Place } & (
  | { readonly order: 'announce'; readonly minutes: number; readonly reason: string }
  | { readonly order: 'end' }
  | { readonly order: 'tell' }
);

export const USAGE = `Usage: npm run maintenance -- --for 60m --reason "<why>" [options]
       npm run maintenance -- --end [options]

Announces maintenance of a stage: until it is over, alarms go on to watch and tell nobody; people are told that it begins.
What is still wrong when it ends is told then. Without --for and --end it says what is muted now.

  --for 60m          for how long: minutes, hours or days, such as 90m, 2h or 1d; at most 15d
  --reason "<why>"   what people are told, one line
  --end              before that time: it is over
${PLACE_USAGE}`;

const OPTIONS = {
  ...PLACE_OPTIONS,
  for: { type: 'string' },
  reason: { type: 'string' },
  end: { type: 'boolean', default: false },
} as const;

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;
const LONGEST_REASON = 200;

function minutesOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const minutes = Number(count) * (unit === 'm' || unit === 'h' || unit === 'd' ? MINUTES[unit] : Number.NaN);
  if (minutes >= 1 && minutes <= LONGEST_MINUTES) return minutes;
  throw new OperatorError(`--for takes minutes, hours or days up to 15d, such as 90m, 2h or 1d, not "${text}".`);
}

function reasonOf(text: string | undefined): string {
  const reason = text?.trim() ?? '';
  if (reason === '') throw new OperatorError('Say why with --reason "<why>": it is what people are told.');
  if (reason.length > LONGEST_REASON || /[\n\r]/.test(reason))
    throw new OperatorError(`--reason takes one line of at most ${LONGEST_REASON} characters.`);
  return reason;
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseMaintenanceOptions(args: readonly string[]): MaintenanceOptions | 'help' {
  const values = readCommandLine('maintenance', args, OPTIONS);
  if (values.help) return 'help';
  const { for: length, reason, end } = values;
  const place = readPlace(values);
  if (end) {
    if (length === undefined && reason === undefined) return { place, order: 'end' };
    throw new OperatorError('--end ends maintenance, --for and --reason announce it: say one of the two.');
  }
  if (length !== undefined) return { place, order: 'announce', minutes: minutesOf(length), reason: reasonOf(reason) };
  if (reason === undefined) return { place, order: 'tell' };
  throw new OperatorError('Say for how long with --for, such as --for 60m.');
}
