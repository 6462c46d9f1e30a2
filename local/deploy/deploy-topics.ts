import { FUNCTIONS } from '../../functions/manifest.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS, SEVERITIES } from '../../monitoring/resources.ts';
import type { Topics } from '../sns/topics.ts';
import { queueNames } from './deploy-queue.ts';
import { queueArn, STAGE } from './place.ts';

/** A topic for each severity, mailed to the operator and sent to the queues of the functions that the manifest subscribes. */
export function deployTopics(topics: Topics, operatorEmail: string): void {
  for (const severity of SEVERITIES) {
    const arn = topics.create(physicalName(STAGE, severity));
    topics.subscribe(arn, { protocol: 'email', endpoint: operatorEmail });
    for (const id of FUNCTION_IDS) {
      const { source } = FUNCTIONS[id];
      if (source?.type !== 'topics' || !source.topics.includes(severity)) continue;
      topics.subscribe(arn, { protocol: 'sqs', endpoint: queueArn(queueNames(id, source.type).live) });
    }
  }
}
