/**
 * Stands in for `@smithy/core/event-streams` in the bundles, 17 KB: the AWS SDK loads it for operations that stream events,
 * and none of those that the functions call does.
 */
export class EventStreamSerde {
  constructor() {
    throw new Error('Operations that stream events are not in this bundle (local/build/function-bundles.ts).');
  }
}

/** Never called before an `EventStreamSerde` is made. */
export function eventStreamSerdeProvider(): undefined {
  return undefined;
}

/** The configuration as it is: the client of Logs asks for it, whose one operation that streams is not called either. */
export function resolveEventStreamSerdeConfig<Config>(config: Config): Config {
  return config;
}
