import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, SEVERITIES } from '../../monitoring/resources.ts';
import { functionArn } from '../lambda/function-definition.ts';
import type { Topics } from '../sns/topics.ts';
import { ACCOUNT_ID, REGION, STAGE } from './place.ts';

/** A topic for each severity, mailed to the operator and delivered to the functions that the manifest subscribes. */
export function deployTopics(topics: Topics, operatorEmail: string): void {
  for (const severity of SEVERITIES) {
    const arn = topics.create(physicalName(STAGE, severity));
    topics.subscribe(arn, { protocol: 'email', endpoint: operatorEmail });
    for (const id of FUNCTION_IDS) {
      const { source } = FUNCTIONS[id];
      if (source?.type !== 'topics' || !source.topics.includes(severity)) continue;
      topics.subscribe(arn, { protocol: 'lambda', endpoint: functionArn(REGION, ACCOUNT_ID, physicalName(STAGE, id)) });
    }
  }
}
