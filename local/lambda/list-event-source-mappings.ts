import type { Operation } from '../aws/aws-service.ts';
import { type EventSourceMapping, eventSourceMappingConfiguration } from './event-source-mapping.ts';
import { findFunction } from './function-name.ts';
import type { Functions } from './functions.ts';
import { lambdaMembers } from './lambda-errors.ts';
import { pageOf } from './page.ts';

/** API reference "ListEventSourceMappings". */
export const listEventSourceMappings =
  (functions: Functions, mappings: () => Promise<readonly EventSourceMapping[]>): Operation =>
  async (input, context) => {
    const members = lambdaMembers(input, ['EventSourceArn', 'FunctionName', 'Marker', 'MaxItems']);
    const [source, name] = [members.string('EventSourceArn'), members.string('FunctionName')];
    const named = name === undefined ? undefined : findFunction(functions, name, undefined, context);
    const all = (await mappings())
      .filter(({ functionName }) => named === undefined || functionName === named.found.name)
      .filter(({ functionArn }) => named?.qualifier === undefined || functionArn.endsWith(`:${named.qualifier}`))
      .filter(({ eventSourceArn }) => source === undefined || eventSourceArn === source)
      .map(eventSourceMappingConfiguration);
    const { page, NextMarker } = pageOf(all, ({ UUID }) => UUID, members);
    return { EventSourceMappings: page, NextMarker };
  };
