import { createHash } from 'node:crypto';
import { physicalName } from '../monitoring/physical-name.ts';
import { type SamplingRule, samplingRules } from '../monitoring/sampling-rules.ts';
import type { Settings } from './settings.ts';

/** API reference "SamplingRule". */
const LONGEST_NAME = 32;

/** Rules are the account's, so their names carry the stage: a digest of it where the name would be too long. */
function ruleName(id: string): string {
  const name = physicalName($app.stage, id);
  if (name.length <= LONGEST_NAME) return name;
  return physicalName(createHash('sha256').update($app.stage).digest('hex').slice(0, 12), id);
}

function createRule({ id, functionId, priority, reservoirSize, fixedRate }: SamplingRule): void {
  new aws.xray.SamplingRule(`Sampling-${id}`, {
    ruleName: ruleName(id),
    priority,
    reservoirSize,
    fixedRate,
    serviceName: physicalName($app.stage, functionId ?? '*'),
    serviceType: '*',
    host: '*',
    httpMethod: '*',
    urlPath: '*',
    resourceArn: '*',
    version: 1,
  });
}

/** The sampling rules of the stage; what none of them fits is X-Ray's default's. */
export function createSamplingRules({ tracedShare }: Settings): void {
  for (const rule of samplingRules(tracedShare)) createRule(rule);
}
