import { logGroupName, physicalName } from '../monitoring/physical-name.ts';
import { QUERIES, type QueryDefinition } from '../monitoring/queries.ts';

/** The pinned provider cannot declare parameters, so each is there with its default value, to be typed over. */
function queryString({ query, parameters = [] }: QueryDefinition): string {
  return parameters.reduce((text, { name, defaultValue }) => text.replaceAll(`{{${name}}}`, defaultValue), query);
}

/** Every query of monitoring/, as a query definition of Logs Insights. */
export function createQueries(): void {
  for (const query of QUERIES) {
    new aws.cloudwatch.QueryDefinition(`Query-${query.id}`, {
      name: physicalName($app.stage, query.id),
      logGroupNames: query.functions.map((id) => logGroupName($app.stage, id)),
      queryString: queryString(query),
    });
  }
}
