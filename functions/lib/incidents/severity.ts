import { SEVERITIES, type Severity } from '../../../monitoring/resources.ts';

/** The worst of some severities; undefined when there are none. */
export function worst(severities: readonly Severity[]): Severity | undefined {
  return SEVERITIES.find((severity) => severities.includes(severity));
}
