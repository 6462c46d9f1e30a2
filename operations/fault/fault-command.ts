import * as z from 'zod/mini';
import { askControl } from '../ask-control.ts';
import { OperatorError } from '../operator-error.ts';
import type { FaultOptions } from './fault-options.ts';
import { activeText, detailText, type Fault, listText } from './fault-text.ts';

const Status = z.object({
  name: z.string(),
  description: z.string(),
  takes: z.record(z.string(), z.string()),
  defaults: z.record(z.string(), z.unknown()),
  active: z.boolean(),
  settings: z.optional(z.record(z.string(), z.unknown())),
  until: z.optional(z.string()),
});
const Statuses = z.object({ faults: z.array(Status) });

/** A value as it was typed: JSON if it is some; where a list is taken, one of what stands between commas. */
function typed(text: string, takes = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return takes.startsWith('a list') ? text.split(',').map((part) => part.trim()) : text;
  }
}

function found(faults: readonly Fault[], name: string): Fault {
  const fault = faults.find((candidate) => candidate.name === name);
  if (fault) return fault;
  throw new OperatorError(`There is no fault "${name}"; npm run fault -- list shows all of them.`);
}

/** Does what `npm run fault` is asked for; OperatorError that says what is wrong. */
export async function runFault(options: FaultOptions): Promise<string> {
  const { place } = options;
  const read = <Schema extends z.ZodMiniType>(schema: Schema, answer: unknown): z.output<Schema> => {
    const known = z.safeParse(schema, answer);
    if (known.success) return known.data;
    throw new OperatorError(
      `The system on port ${place.awsPort} is of another version. Start this one with npm start.`,
    );
  };
  const { faults } = read(Statuses, await askControl(place, 'GET', 'faults'));

  switch (options.action) {
    case 'list':
      return options.name === undefined ? listText(faults) : detailText(found(faults, options.name));
    case 'on': {
      const { name, takes, description } = found(faults, options.name);
      const body = Object.fromEntries(
        Object.entries(options.set).map(([setting, text]) => [setting, typed(text, takes[setting])]),
      );
      const status = read(Status, await askControl(place, 'PUT', `faults/${name}`, { body }));
      return `${name} is ${activeText(status)}.\n${description}`;
    }
    case 'off': {
      const { name } = found(faults, options.name);
      await askControl(place, 'DELETE', `faults/${name}`);
      return `${name} is off.`;
    }
    case 'all-off':
      await askControl(place, 'DELETE', 'faults');
      return 'All faults are off.';
    default:
      return options satisfies never;
  }
}
