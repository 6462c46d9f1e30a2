import { createHash } from 'node:crypto';
import { APP } from '../monitoring/physical-name.ts';

/** Grafana's limit on the uid of dashboards, folders and data sources. */
const LONGEST = 40;
const DIGEST = 8;

/** What Grafana knows a thing of a stage by; a stage whose name is too long is told apart by a digest. */
export function uid(stage: string, id: string): string {
  const whole = `${APP}-${stage}-${id}`;
  if (whole.length <= LONGEST) return whole;
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, DIGEST);
  return `${whole.slice(0, LONGEST - DIGEST - 1)}-${digest}`;
}
