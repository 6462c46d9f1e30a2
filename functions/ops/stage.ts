import { physicalName } from '../../monitoring/physical-name.ts';
import { env } from '../lib/env.ts';

/** What the names of this stage's alarms and dashboards begin with; a stage's name has no hyphen, so no other's do. */
export function stagePrefix(): string {
  return physicalName(env().stage, '');
}

/** X-Ray's filter expression for the traces of this stage (functions/lib/tracing.ts annotates them). */
export function stageFilter(): string {
  return `annotation.stage = "${env().stage}"`;
}
