import type { Faults } from './faults.ts';
import { hits } from './rate.ts';

/** Whether API Gateway is down for a request, by its path; `random` in [0, 1). */
export function gatewayFault(
  { 'api-gateway-down': { settings } }: Pick<Faults['switches'], 'api-gateway-down'>,
  random: () => number,
): (path: string) => boolean {
  return (path) => {
    const fault = settings();
    const inScope = fault?.paths?.some((start) => path.startsWith(start)) ?? true;
    return inScope && hits(fault, random);
  };
}
