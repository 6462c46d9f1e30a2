import type { Clock } from '../clock.ts';
import type { FaultSwitch } from '../faults/fault-switch.ts';
import type { Paced } from '../faults/pace.ts';

const MINUTE = 60_000;

export type PacedVisits<Settings> = {
  readonly clock: Clock;
  /** The most visits at once; who finds so many goes away. */
  readonly atOnce: number;
  /** One visit, by its number since the fault was switched on; it must not reject. */
  readonly visit: (number: number, settings: Settings) => Promise<unknown>;
  /** What there is to clear up once the fault is off. */
  readonly over?: () => Promise<void>;
};

/** Sends visitors at an even pace as long as a fault is on, the first at once. */
export function sendAtPace<Settings extends Paced>(
  fault: Pick<FaultSwitch<Settings>, 'subscribe'>,
  { clock, atOnce, visit, over = async () => {} }: PacedVisits<Settings>,
): void {
  const underway = new Set<Promise<unknown>>();
  let cancel = (): void => {};

  const send = (number: number, settings: Settings): void => {
    if (underway.size >= atOnce) return;
    const visiting: Promise<unknown> = visit(number, settings).finally(() => underway.delete(visiting));
    underway.add(visiting);
  };

  const start = (settings: Settings): void => {
    const began = clock.now();
    const next = (number: number): void => {
      cancel = clock.at(began + (number * MINUTE) / settings.perMinute, () => {
        send(number, settings);
        next(number + 1);
      });
    };
    next(0);
  };

  fault.subscribe(async (settings) => {
    cancel();
    cancel = () => {};
    if (settings) return start(settings);
    await over();
  });
}
