import { QUERIES } from '../../../monitoring/queries.ts';
import type { SavedQueries } from './query-responses.ts';

/** Every saved query of the stage, as monitoring/ defines it. */
export function savedQueries(): SavedQueries {
  return {
    queries: QUERIES.map(({ functions, parameters = [], ...query }) => ({
      ...query,
      functions: [...functions],
      parameters: parameters.map((parameter) => ({ ...parameter })),
    })),
  };
}
