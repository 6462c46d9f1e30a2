import { parseArgs } from 'node:util';
import type { Drill } from '../support/drill/drill.ts';
import { DRILLS, SHOPS } from '../support/drill/drills.ts';
import { UsageError } from './usage-error.ts';

/** What `npm run drill` is asked for. */
export type DrillOptions = {
  /** Drills of each shop. */
  readonly shops: readonly (readonly Drill[])[];
  /** How many shops run side by side. */
  readonly lanes: number;
  readonly json: boolean;
};

export const USAGE = `Usage: npm run drill [-- options]

Switches each fault on and off in a shop of its own that runs, and says which alarms it raises, how soon, and who is told.
All of them together write docs/drills.md.

  --fault <name>  this fault alone; several times for several
  --lanes 2       shops that run side by side
  --json          as JSON
  --help          this text`;

const MOST_LANES = 16;

function lanesOf(text: string): number {
  const lanes = Number(text);
  if (Number.isInteger(lanes) && lanes >= 1 && lanes <= MOST_LANES) return lanes;
  throw new UsageError(`--lanes takes a whole number from 1 to ${MOST_LANES}, not "${text}".`);
}

function shopsOf(names: readonly string[]): DrillOptions['shops'] {
  if (names.length === 0) return SHOPS;
  const known = [...new Set(DRILLS.map(({ fault }) => fault))];
  const unknown = names.find((name) => !known.some((fault) => fault === name));
  if (unknown !== undefined) throw new UsageError(`There is no drill of "${unknown}"; there are: ${known.join(', ')}.`);
  const chosen = SHOPS.map((drills) => drills.filter(({ fault }) => names.includes(fault)));
  return chosen.filter((drills) => drills.length > 0);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      options: {
        fault: { type: 'string', multiple: true, default: [] },
        lanes: { type: 'string', default: '2' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\.?\n|\. /, 1)[0] : String(error);
    throw new UsageError(`${reason}. See npm run drill -- --help`);
  }
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws UsageError that names the option and what it takes
 */
export function drillOptions(args: readonly string[]): DrillOptions | 'help' {
  const { fault, lanes, json, help } = parse(args);
  return help ? 'help' : { shops: shopsOf(fault), lanes: lanesOf(lanes), json };
}
