import { FUNCTIONS } from '../../functions/manifest.ts';
import { roleStatements } from '../../functions/role-statements.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { QUERIES } from '../../monitoring/queries.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { roleResources } from '../iam/role-resources.ts';
import { ACCOUNT_ID, REGION, STAGE } from './place.ts';
import { putCompositeAlarmInput } from './put-composite-alarm-input.ts';
import { putDashboardInput } from './put-dashboard-input.ts';
import { putMetricAlarmInput } from './put-metric-alarm-input.ts';
import { putQueryDefinitionInput } from './put-query-definition-input.ts';
import { settingsVariables } from './settings-variables.ts';
import { stageSettings } from './stage-settings.ts';

/** Prints as JSON what this code defines for the stage on this machine: deployments ask the code of a release for it, whichever that is. */
const decided = Object.entries(settingsVariables(stageSettings()));
const functions = FUNCTION_IDS.map((id) => {
  const { memorySize, timeout, environment } = FUNCTIONS[id];
  const variables = Object.fromEntries(decided.filter(([name]) => environment.some((key) => key === name)));
  return { id, memorySize, timeout, environment, variables };
});
const resources = roleResources({ region: REGION, accountId: ACCOUNT_ID, stage: STAGE });
const roles = Object.fromEntries(FUNCTION_IDS.map((id) => [id, roleStatements(id, FUNCTIONS[id], resources)]));
const alarms = ALARMS.map((alarm) => putMetricAlarmInput(alarm));
const composites = COMPOSITES.map((composite) => putCompositeAlarmInput(composite));
const dashboards = CLOUDWATCH_DASHBOARDS.map(putDashboardInput);
const queries = QUERIES.map(putQueryDefinitionInput);
process.stdout.write(`${JSON.stringify({ functions, roles, alarms, composites, dashboards, queries })}\n`);
