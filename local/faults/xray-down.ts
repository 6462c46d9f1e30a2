import type { FaultDefinition } from './fault-definition.ts';
import type { FaultSwitch } from './fault-switch.ts';
import { hits, RATE, type Rated } from './rate.ts';

/** The X-Ray daemon takes no segments, neither the functions' nor Lambda's. */
export const xrayDown: FaultDefinition<Rated> = {
  name: 'xray-down',
  description: 'The X-Ray daemon takes no segments: shoppers notice nothing, but no request leaves a trace.',
  defaults: { rate: 1 },
  members: { rate: RATE },
};

/** What takes segments, but for those that the fault hits. */
export function unlessDown(
  fault: Pick<FaultSwitch<Rated>, 'settings'>,
  random: () => number,
  put: (document: unknown) => void,
): (document: unknown) => void {
  return (document) => {
    if (!hits(fault.settings(), random)) put(document);
  };
}
