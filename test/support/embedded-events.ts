import { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../../local/aws/json.ts';
import type { VendedSample } from '../../local/aws/record-metric.ts';
import { type Clock, createClock } from '../../local/clock.ts';
import { type EventBus, openEventBus } from '../../local/events/event-bus.ts';

/** What a target got, and when, in milliseconds since the start of the clock. */
export type DeliveredEvent = {
  readonly to: string;
  readonly body: unknown;
  readonly at: number;
  readonly attributes?: Readonly<Record<string, string>>;
};

/** An embedded event bus on a simulated clock and a database in memory, with targets that only take note. */
export type EmbeddedEvents = {
  readonly clock: Clock;
  readonly database: DatabaseSync;
  readonly delivered: readonly DeliveredEvent[];
  /** How targets answer by failing, by ARN; each attempt uses one up. */
  readonly failures: Map<string, Error[]>;
  readonly samples: readonly VendedSample[];
  readonly logged: readonly string[];
  bus(): EventBus;
  /** Stops the bus and opens it again, as after a restart. */
  reopen(): void;
  /** Calls an API operation in process. */
  call(operation: string, input: JsonObject): Promise<JsonObject>;
  /** Puts the rule `r`, which matches the shop's events unless told, with targets. */
  rule(targets: readonly JsonObject[], input?: JsonObject): Promise<void>;
  /** Puts one event and waits for what comes of it at once. */
  put(entry?: JsonObject): Promise<JsonObject>;
  /** How often the rule `r` counted in a metric of AWS/Events. */
  counted(metric: string): number;
};

/** 2026-11-21 03:00:30 UTC, where the clock starts. */
export const EVENTS_START = Date.parse('2026-11-21T03:00:30Z');
export const SHOP_EVENTS = JSON.stringify({ source: ['shop'] });
export const ORDER_PLACED = {
  Source: 'shop',
  DetailType: 'order placed',
  Detail: '{"id":"ord_1","total":{"cents":995},"lines":[{"sku":"tea"},{"sku":"cup"}],"note":"with \\"milk\\""}',
};

/** Starts it. */
export function embedEvents(): EmbeddedEvents {
  const database = new DatabaseSync(':memory:');
  const clock = createClock({ mode: 'simulated', speed: 1, start: EVENTS_START });
  const delivered: DeliveredEvent[] = [];
  const failures = new Map<string, Error[]>();
  const samples: VendedSample[] = [];
  const logged: string[] = [];
  const place = { region: 'us-east-1', accountId: '000000000000' };
  let ids = 0;

  const take = (to: string, body: unknown, attributes: Readonly<Record<string, string>> = {}): void => {
    const failure = failures.get(to)?.shift();
    if (failure) throw failure;
    const told = Object.keys(attributes).length > 0 && { attributes };
    delivered.push({ to, body, at: clock.now() - EVENTS_START, ...told });
  };

  const open = (): EventBus =>
    openEventBus({
      ...{ store: database, clock, ...place },
      record: (sample) => samples.push(sample),
      randomId: () => `id-${++ids}`,
      deliverToLambda: async (to, event) => take(to, event),
      ...{ deliverToQueue: take, deliverToTopic: take, deliverToLogGroup: take },
      log: (line) => logged.push(line),
    });
  let bus = open();

  const call = async (operation: string, input: JsonObject): Promise<JsonObject> => {
    const run = bus.service.operations[operation];
    if (run === undefined) throw new RangeError(`no operation ${operation}`);
    return JSON.parse(JSON.stringify(await run(input, { now: clock.now(), ...place })));
  };

  return {
    ...{ clock, database, delivered, failures, samples, logged, call },
    bus: () => bus,
    reopen() {
      bus.stop();
      bus = open();
    },
    async rule(targets, input = { EventPattern: SHOP_EVENTS }) {
      await call('PutRule', { Name: 'r', ...input });
      if (targets.length > 0) await call('PutTargets', { Rule: 'r', Targets: targets });
    },
    async put(entry = ORDER_PLACED) {
      const answer = await call('PutEvents', { Entries: [entry] });
      await clock.settled();
      return answer;
    },
    counted: (metric) =>
      samples.filter(
        ({ namespace, name, dimensions }) =>
          namespace === 'AWS/Events' && name === metric && dimensions.RuleName === 'r',
      ).length,
  };
}
