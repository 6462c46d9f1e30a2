import { PLACE_OPTIONS, readCommandLine, readPlace } from '../command-line.ts';
import { OperatorError } from '../operator-error.ts';
import type { Place } from '../place.ts';

type LocalPlace = Extract<Place, { kind: 'local' }>;

/** What `npm run fault` is asked for; `set` is by setting, its values as they were typed. */
export type FaultOptions = { readonly place: LocalPlace } & (
  | { readonly action: 'list'; readonly name?: string }
  | { readonly action: 'on'; readonly name: string; readonly set: Readonly<Record<string, string>> }
  | { readonly action: 'off'; readonly name: string }
  | { readonly action: 'all-off' }
);

export const USAGE = `Usage: npm run fault -- list [<name>] | on <name> [options] | off <name> | off --all

Switches faults of the system that npm start runs here on and off, each at the boundary of a service.

  list               every fault, what a user would notice, and which are on
  list <name>        the settings of one
  on <name>          switches it on, anew if it is
  off <name>         switches it off; what the system does is then as if it had never been on
  --rate 0.3         the share that it hits, from 0 to 1
  --for 10m          for how long, of the system's time: 30s, 10m, 2h, 1d; until it is switched off unless given
  --set name=value   a setting, as list <name> shows them, such as functions=cart,checkout; may be repeated
  --all              with off: every fault
  --aws-port 4566    port of the AWS APIs of the system that runs here
  --help             this text`;

const OPTIONS = {
  ...PLACE_OPTIONS,
  rate: { type: 'string' },
  for: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] as string[] },
  all: { type: 'boolean', default: false },
} as const;

const UNITS: Readonly<Record<string, (count: string) => string>> = {
  s: (count) => `PT${count}S`,
  m: (count) => `PT${count}M`,
  h: (count) => `PT${count}H`,
  d: (count) => `P${count}D`,
};

function isoDuration(text: string): string {
  if (text.startsWith('P')) return text;
  const [, count = '', unit = ''] = /^([1-9]\d*)([smhd])$/.exec(text) ?? [];
  const iso = UNITS[unit]?.(count);
  if (iso !== undefined) return iso;
  throw new OperatorError(`--for takes a duration such as 30s, 10m, 2h or 1d, not "${text}".`);
}

function readSetting(text: string): readonly [string, string] {
  const [, name, value] = /^([A-Za-z]\w*)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new OperatorError(`--set takes a setting and its value, such as rate=0.3, not "${text}".`);
}

function readLocalPlace(values: Parameters<typeof readPlace>[0]): LocalPlace {
  const place = readPlace(values);
  if (place.kind === 'local') return place;
  throw new OperatorError('Faults are for the system that runs here: leave --stage away.');
}

/**
 * Reads the command line of `npm run fault`.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names what is wrong
 */
export function parseFaultOptions(args: readonly string[]): FaultOptions | 'help' {
  const found = args.findIndex((arg) => arg.startsWith('-'));
  const end = found < 0 ? args.length : found;
  const [action, name, ...more] = args.slice(0, end);
  const values = readCommandLine('fault', args.slice(end), OPTIONS);
  if (values.help) return 'help';
  if (more.length > 0) throw new OperatorError(`One fault at a time: "${more.join(' ')}" is too much.`);
  const place = readLocalPlace(values);
  const { rate, for: duration } = values;
  const set = {
    ...(rate !== undefined && { rate }),
    ...(duration !== undefined && { duration: isoDuration(duration) }),
    ...Object.fromEntries(values.set.map(readSetting)),
  };
  if (action !== 'on' && Object.keys(set).length > 0)
    throw new OperatorError('--rate, --for and --set go with npm run fault -- on <name>.');
  if (values.all && (action !== 'off' || name !== undefined)) throw new OperatorError('--all goes with off alone.');
  switch (action) {
    case 'list':
      return { place, action, ...(name !== undefined && { name }) };
    case 'on':
    case 'off':
      if (values.all) return { place, action: 'all-off' };
      if (name === undefined) throw new OperatorError(`Name the fault: npm run fault -- ${action} <name>.`);
      return action === 'on' ? { place, action, name, set } : { place, action, name };
    default:
      throw new OperatorError('Say what to do: npm run fault -- list, on <name>, off <name> or off --all.');
  }
}
