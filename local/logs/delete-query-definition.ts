import type { Operation } from '../aws/aws-service.ts';
import { logMembers } from './log-errors.ts';
import type { QueryDefinitions } from './query-definitions.ts';
import { queryNotFound } from './query-not-found.ts';

/** API reference "DeleteQueryDefinition". */
export const deleteQueryDefinition =
  (queries: QueryDefinitions): Operation =>
  (input) => {
    const id = logMembers(input).requiredString('queryDefinitionId');
    if (!queries.find(id)) throw queryNotFound();
    queries.delete(id);
    return { success: true };
  };
