import type { JsonObject } from '../aws/json.ts';
import type { Clock } from '../clock.ts';
import { DURATION } from './duration.ts';
import { badSetting, type FaultDefinition, parseSettings } from './fault-definition.ts';

/** Told the settings when a fault is switched on, and `undefined` when it is switched off. */
export type FaultListener<Settings> = (settings: Settings | undefined) => void | Promise<void>;

/** One fault, on with its settings or off; services consult it, the control API turns it. */
export interface FaultSwitch<Settings> {
  readonly definition: FaultDefinition<Settings>;
  /** The settings while the fault is on, else `undefined`. */
  settings(): Settings | undefined;
  /** Virtual time (epoch milliseconds) at which it switches itself off; undefined when it does not. */
  until(): number | undefined;
  /** Tells each further change, for a fault that has to do or undo something; `on` and `off` wait for it. */
  subscribe(listener: FaultListener<Settings>): void;
  /** Switches the fault on, anew if it was; AwsError that names a bad member, leaving it as it was. Off when it cannot be done. */
  on(body: JsonObject): Promise<void>;
  /** Switches it off; rejects when something could not be undone, which the next time tries again. */
  off(): Promise<void>;
}

function readDuration({ duration }: JsonObject): number | undefined {
  if (duration === undefined) return undefined;
  const ms = DURATION.read(duration);
  if (ms === undefined) throw badSetting('duration', DURATION.takes);
  return ms;
}

/** Makes the switch of a fault, off; its `duration`, which every fault has, is of the clock's time. */
export function createFaultSwitch<Settings extends object>(
  definition: FaultDefinition<Settings>,
  clock: Pick<Clock, 'now' | 'at'>,
): FaultSwitch<Settings> {
  const listeners: FaultListener<Settings>[] = [];
  let active: Settings | undefined;
  let until: number | undefined;
  let cancel = (): void => {};
  let told: Promise<unknown> = Promise.resolve();
  let leftovers = false;

  const tellAll = async (settings: Settings | undefined): Promise<void> => {
    leftovers = true;
    for (const listener of listeners) await listener(settings);
    leftovers = settings !== undefined;
  };

  /** One change after the other, so that what is undone was done before. */
  const tell = (settings: Settings | undefined): Promise<void> => {
    const telling = told.then(() => tellAll(settings));
    told = telling.catch(() => {});
    return telling;
  };

  const turn = (settings: Settings | undefined, duration?: number): Promise<void> => {
    cancel();
    cancel = () => {};
    active = settings;
    until = duration === undefined ? undefined : clock.now() + duration;
    if (until !== undefined) cancel = clock.at(until, () => turn(undefined));
    return tell(settings);
  };

  return {
    definition,
    settings: () => active,
    until: () => until,
    subscribe: (listener) => void listeners.push(listener),
    on: async (body) => {
      const { duration: _, ...settings } = body;
      const parsed = parseSettings(definition, settings);
      try {
        await turn(parsed, readDuration(body));
      } catch (error) {
        if (active === parsed) await turn(undefined).catch(() => {});
        throw error;
      }
    },
    off: async () => {
      if (active !== undefined || leftovers) await turn(undefined);
    },
  };
}
