import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import { oneOrMoreOf } from './scope.ts';
import type { Setting } from './setting.ts';

const MODES = ['errors', 'throttling', 'silence'] as const;
type Mode = (typeof MODES)[number];

/** Ways of being told that are asked over HTTP, as their receivers on this machine are called. */
export const RECEIVERS = ['slack', 'pagerduty', 'webhook'] as const;
export type ReceiverName = (typeof RECEIVERS)[number];

export type ChannelFailures = Rated & {
  /** Answers of 500, answers of 429, or none at all. */
  readonly mode: Mode;
  readonly channels: readonly string[];
};

const MODE: Setting<Mode> = {
  takes: `one of ${MODES.join(', ')}`,
  input: { kind: 'choice', of: MODES },
  read: (value) => MODES.find((mode) => mode === value),
};

/** Slack, PagerDuty and webhooks take no messages. */
export const channelFailures: FaultDefinition<ChannelFailures> = {
  name: 'channel-failures',
  description:
    'Slack, PagerDuty and webhooks take no messages: shoppers notice nothing, but operators are told late, or by mail alone.',
  defaults: { rate: 1, mode: 'errors', channels: RECEIVERS },
  members: { rate: RATE, mode: MODE, channels: oneOrMoreOf('channels', RECEIVERS) },
};
