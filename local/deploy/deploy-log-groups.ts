import { logGroupName } from '../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../monitoring/resources.ts';
import { AwsError } from '../aws/aws-error.ts';
import type { AwsService } from '../aws/aws-service.ts';
import { ACCOUNT_ID, REGION, STAGE } from './place.ts';

/** Makes the log group of every function, as a deployment does: one that has not run yet can be queried, too. */
export async function deployLogGroups(logs: AwsService, now: number): Promise<void> {
  for (const id of FUNCTION_IDS) {
    try {
      const input = { logGroupName: logGroupName(STAGE, id) };
      await logs.operations.CreateLogGroup?.(input, { now, region: REGION, accountId: ACCOUNT_ID });
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'ResourceAlreadyExistsException')) throw error;
    }
  }
}
