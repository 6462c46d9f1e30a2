import type { AwsService } from '../aws/aws-service.ts';
import { inTransaction } from '../store.ts';
import { type DeliveriesOptions, openDeliveries } from './deliveries.ts';
import { type Event, eventTime } from './event.ts';
import { createEventsService } from './events-service.ts';
import type { Rule } from './rule.ts';
import { createRuleTimers, type RuleTimers } from './rule-timers.ts';
import { openRules, type Rules } from './rules.ts';
import { targetText } from './target-input.ts';

export type EventBusOptions = DeliveriesOptions & {
  readonly randomId: () => string;
  readonly region: string;
  readonly accountId: string;
};

/** The default event bus of an embedded EventBridge. */
export interface EventBus {
  /**
   * Stores an event for the targets of every rule it matches, within the transaction of the caller if there is one;
   * what is returned starts the deliveries once that is over. Undefined when no rule matches.
   */
  put(event: Event): (() => void) | undefined;
  readonly service: AwsService;
  /** Starts nothing any more; what is under way goes on after the next opening. */
  stop(): void;
}

/** What the API operations work on. */
export type BusState = {
  readonly rules: Rules;
  readonly timers: RuleTimers;
  readonly put: EventBus['put'];
  readonly transaction: <T>(work: () => T) => T;
  readonly randomId: () => string;
};

/** Opens the event bus in the telemetry database with its rules, and goes on with deliveries that a stop interrupted. */
export function openEventBus(options: EventBusOptions): EventBus {
  const { store, clock, randomId, region, accountId } = options;
  const rules = openRules(store, options.log);
  const deliveries = openDeliveries(options);
  const transaction = <T>(work: () => T): T => inTransaction(store, work);

  const vend = (name: string, RuleName: string): void =>
    options.record({
      namespace: 'AWS/Events',
      name,
      dimensions: { RuleName },
      unit: 'Count',
      timestamp: clock.now(),
      value: 1,
    });

  /** Stores the event for the targets of a rule and gives the ids of the deliveries. */
  const send = (rule: Rule, event: Event): number[] => {
    const context = { ruleName: rule.name, ruleArn: rule.arn, ingestedAt: clock.now() };
    return rules.targets(rule.name).map(({ arn, kind, input, retryPolicy, deadLetterArn }) =>
      deliveries.add({
        ruleArn: rule.arn,
        kind,
        targetArn: arn,
        text: targetText(input, event, context),
        event: JSON.stringify(event),
        deadLetterArn,
        accepted: clock.now(),
        maxRetries: retryPolicy.maximumRetryAttempts,
        maxAgeMs: retryPolicy.maximumEventAgeMs,
      }),
    );
  };

  const put = (event: Event): (() => void) | undefined => {
    const matching = rules.list().filter(({ state, matches }) => state !== 'DISABLED' && matches?.(event));
    if (matching.length === 0) return undefined;
    const ids = transaction(() => matching.flatMap((rule) => send(rule, event)));
    return () => {
      for (const { name } of matching) {
        vend('MatchedEvents', name);
        vend('TriggeredRules', name);
      }
      for (const id of ids) deliveries.start(id);
    };
  };

  /** "Scheduled Event" of a rule at a time it is due, for its own targets alone. */
  const fire = (rule: Rule, time: number): void => {
    const event: Event = {
      version: '0',
      id: randomId(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: accountId,
      time: eventTime(time),
      region,
      resources: [rule.arn],
      detail: {},
    };
    const ids = transaction(() => send(rule, event));
    vend('TriggeredRules', rule.name);
    for (const id of ids) deliveries.start(id);
  };

  const timers = createRuleTimers(clock, fire);
  for (const rule of rules.list()) timers.set(rule);

  return {
    put,
    service: createEventsService({ rules, timers, put, transaction, randomId }),
    stop() {
      timers.stop();
      deliveries.stop();
    },
  };
}
