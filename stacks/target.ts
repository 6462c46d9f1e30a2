import type { Target } from '../monitoring/metric-query.ts';
import { logGroupName, physicalName } from '../monitoring/physical-name.ts';
import type { ResourceReference } from '../monitoring/resources.ts';
import type { Functions } from './functions.ts';
import type { Queues } from './queues.ts';

type Name = $util.Output<string>;
type Resources = {
  readonly api: sst.aws.ApiGatewayV2;
  readonly table: sst.aws.Dynamo;
  readonly queues: Queues;
  readonly functions: Functions;
};

/** How the references in monitoring/ become names in this stage. */
export function createTarget({ api, table, queues, functions }: Resources): Target<Name> {
  function resolve(reference: ResourceReference): Name {
    switch (reference.resource) {
      case 'api':
        return api.nodes.api.id;
      case 'table':
        return table.name;
      case 'orderQueue':
        return queues.orders.name;
      case 'orderDeadLetterQueue':
        return queues.deadLetters.name;
      case 'outboxFailuresQueue':
        return queues.outboxFailures.name;
      case 'incidentQueue':
        return $util.output(physicalName($app.stage, 'incidents'));
      case 'incidentDeadLetterQueue':
        return $util.output(physicalName($app.stage, 'incidents-dead'));
      case 'topic':
        return $util.output(physicalName($app.stage, reference.id));
      case 'logGroup':
        return $util.output(logGroupName($app.stage, reference.id));
      case 'function':
        return functions[reference.id].fn.name;
      default: {
        const unknown: never = reference;
        throw new Error(`monitoring/ refers to an unknown resource: ${JSON.stringify(unknown)}`);
      }
    }
  }
  return { stage: $app.stage, resolve };
}
