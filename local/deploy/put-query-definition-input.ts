import { logGroupName, physicalName } from '../../monitoring/physical-name.ts';
import type { QueryDefinition } from '../../monitoring/queries.ts';
import { STAGE } from './place.ts';

/** A query as PutQueryDefinition has it. */
export function putQueryDefinitionInput({ id, query, functions, parameters = [] }: QueryDefinition) {
  return {
    name: physicalName(STAGE, id),
    queryString: query,
    logGroupNames: functions.map((each) => logGroupName(STAGE, each)),
    ...(parameters.length > 0 && { parameters: parameters.map((parameter) => ({ ...parameter })) }),
  };
}
