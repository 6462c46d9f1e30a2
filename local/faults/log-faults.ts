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
      const [lost, malforming] = [switches['emf-lost'].settings(), switches['emf-malformed'].settings()];
      if (!(lost ?? malforming) || !holdsMetrics(line)) return line;
      if (hit(lost, logGroup)) return undefined;
      const mangled = hit(malforming, logGroup);
      return mangled ? malformed(line, mangled.how) : line;
    },
    delay: (logGroup) => {
      const late = hit(switches['logs-delayed'].settings(), logGroup);
      return late ? millisecondsOf(late.delay) : 0;
    },
  };
}
