import type { Target } from './metric-query.ts';
import { logGroupName, physicalName } from './physical-name.ts';
import type { ResourceReference } from './resources.ts';

function nameOf(stage: string, apiId: string, reference: ResourceReference): string {
  switch (reference.resource) {
    case 'api':
      return apiId;
    case 'table':
      return physicalName(stage, 'shop');
    case 'orderQueue':
      return physicalName(stage, 'orders');
    case 'orderDeadLetterQueue':
      return physicalName(stage, 'orders-dead');
    case 'outboxFailuresQueue':
      return physicalName(stage, 'outbox-failures');
    case 'incidentQueue':
      return physicalName(stage, 'incidents');
    case 'incidentDeadLetterQueue':
      return physicalName(stage, 'incidents-dead');
    case 'logGroup':
      return logGroupName(stage, reference.id);
    case 'topic':
    case 'function':
      return physicalName(stage, reference.id);
    default:
      return reference satisfies never;
  }
}

/** A stage whose names are known: all of them follow from its own name, but the id that API Gateway has given its API. */
export function namedTarget(stage: string, apiId: string): Target<string> {
  return { stage, resolve: (reference) => nameOf(stage, apiId, reference) };
}
