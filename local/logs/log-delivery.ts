import type { Clock } from '../clock.ts';
import type { LogEvent, LogStore } from './log-store.ts';

/** What may happen to what functions write, on its way to CloudWatch Logs. */
export type LogFaults = {
  /** The line as it arrives; undefined when it is lost. */
  arrives(logGroup: string, message: string): string | undefined;
  /** How long events of the group are on their way, in virtual milliseconds; 0 when they arrive at once. */
  delay(logGroup: string): number;
};

/** The way of log events from functions to the store. */
export type LogDelivery = Pick<LogStore, 'put'> & {
  /** Delivers at once what is on its way. */
  hurry(): void;
};

type Parcel = { readonly deliver: () => void; readonly cancel: () => void };

/** Makes it; events keep the times at which they were written. */
export function createLogDelivery(
  store: Pick<LogStore, 'put'>,
  clock: Pick<Clock, 'now' | 'at'>,
  faults: LogFaults,
): LogDelivery {
  const underway = new Set<Parcel>();

  const deliverLater = (delay: number, put: () => void): void => {
    const deliver = (): void => {
      underway.delete(parcel);
      put();
    };
    const parcel: Parcel = { deliver, cancel: clock.at(clock.now() + delay, deliver) };
    underway.add(parcel);
  };

  const arriving = (logGroup: string, events: readonly LogEvent[]): readonly LogEvent[] =>
    events.flatMap(({ timestamp, message }) => {
      const arrived = faults.arrives(logGroup, message);
      return arrived === undefined ? [] : [{ timestamp, message: arrived }];
    });

  return {
    put: (logGroup, logStream, events) => {
      const arrived = arriving(logGroup, events);
      if (arrived.length === 0) return;
      const put = (): void => store.put(logGroup, logStream, arrived);
      const delay = faults.delay(logGroup);
      if (delay > 0) deliverLater(delay, put);
      else put();
    },
    hurry: () => {
      for (const { deliver, cancel } of [...underway]) {
        cancel();
        deliver();
      }
    },
  };
}
