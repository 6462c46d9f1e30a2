import { physicalName } from '../../monitoring/physical-name.ts';
import { STAGE } from '../deploy/place.ts';
import type { LogFaults } from '../logs/log-delivery.ts';
import type { LinesOf } from './emf-lost.ts';
import { malformed } from './emf-malformed.ts';
import type { Faults } from './faults.ts';
import { hits } from './rate.ts';
import { inScope } from './scope.ts';
import { millisecondsOf } from './virtual-time.ts';

const PREFIX = `/aws/lambda/${physicalName(STAGE, '')}`;
const holdsMetrics = (line: string): boolean => line.includes('"_aws"');

/** The faults emf-lost, emf-malformed and logs-delayed, as the delivery of logs asks for them. */
export function logFaults(
  switches: Pick<Faults['switches'], 'emf-lost' | 'emf-malformed' | 'logs-delayed'>,
  random: () => number,
): LogFaults {
  const hit = <Fault extends LinesOf>(fault: Fault | undefined, logGroup: string): Fault | undefined =>
    fault !== undefined && inScope(fault.functions, logGroup.slice(PREFIX.length)) && hits(fault, random)
      ? fault
      : undefined;

  return {
    arrives: (logGroup, line) => {
      if (!holdsMetrics(line)) return line;
      if (hit(switches['emf-lost'].settings(), logGroup)) return undefined;
      const mangled = hit(switches['emf-malformed'].settings(), logGroup);
      return mangled ? malformed(line, mangled.how) : line;
    },
    delay: (logGroup) => {
      const late = hit(switches['logs-delayed'].settings(), logGroup);
      return late ? millisecondsOf(late.delay) : 0;
    },
  };
}
