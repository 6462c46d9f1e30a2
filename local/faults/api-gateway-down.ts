import type { FaultDefinition } from './fault-definition.ts';
import { RATE, type Rated } from './rate.ts';
import type { Setting } from './setting.ts';

export type ApiGatewayDown = Rated & {
  /** Requests whose path begins so; all unless given. */
  readonly paths?: readonly string[];
};

const PATHS: Setting<readonly string[]> = {
  takes: 'a list of how paths begin, such as ["/api/cart"]',
  input: { kind: 'texts' },
  read: (value) => {
    const paths = Array.isArray(value) ? value.filter((path) => typeof path === 'string') : [];
    const usable = Array.isArray(value) && paths.length === value.length && paths.every((path) => path.startsWith('/'));
    return usable && paths.length > 0 ? paths : undefined;
  },
};

/** API Gateway answers 503 by itself; no function is asked. */
export const apiGatewayDown: FaultDefinition<ApiGatewayDown> = {
  name: 'api-gateway-down',
  description: 'API Gateway answers 503 in place of the shop: pages come up empty, with an error message.',
  defaults: { rate: 1 },
  members: { rate: RATE, paths: PATHS },
};
