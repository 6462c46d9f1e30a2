import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { deployLogGroups } from '../../../local/deploy/deploy-log-groups.ts';
import { openLogStore } from '../../../local/logs/log-store.ts';
import { createLogsService } from '../../../local/logs/logs-service.ts';
import { openQueryDefinitions } from '../../../local/logs/query-definitions.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';

it('every function has a log group before it has ever run, and again after a restart', async () => {
  const store = new DatabaseSync(':memory:');
  const logs = openLogStore({ store, now: () => 0, record: () => {} });
  const service = createLogsService(logs, openQueryDefinitions(store, crypto.randomUUID));
  await deployLogGroups(service, 0);
  await deployLogGroups(service, 1_000);
  expect(logs.groups().map(({ name }) => name)).toEqual(
    FUNCTION_IDS.map((id) => `/aws/lambda/smallcart-local-${id}`).toSorted(),
  );
  logs.close();
  store.close();
});
