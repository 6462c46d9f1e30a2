import type { Target } from '../../monitoring/metric-query.ts';
import { physicalName } from '../../monitoring/physical-name.ts';
import { namedTarget } from '../../monitoring/resource-names.ts';
import { FUNCTION_IDS, type FunctionId } from '../../monitoring/resources.ts';

/** The one place where SmallCart is "deployed" on a laptop. */
export const STAGE = 'local';
export const REGION = 'us-east-1';
export const ACCOUNT_ID = '000000000000';
export const API_ID = 'smallcartlocal';

export const TABLE_NAME = physicalName(STAGE, 'shop');
export const ORDER_QUEUE = physicalName(STAGE, 'orders');
export const ORDER_DEAD_LETTER_QUEUE = physicalName(STAGE, 'orders-dead');
/** Where in the table's stream the outbox gave up. */
export const OUTBOX_FAILURES_QUEUE = physicalName(STAGE, 'outbox-failures');

/** The ARN of a queue. */
export const queueArn = (name: string): string => `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${name}`;

/** The ARN of an alarm topic. */
export const topicArn = (severity: string): string =>
  `arn:aws:sns:${REGION}:${ACCOUNT_ID}:${physicalName(STAGE, severity)}`;

/** The function that an ARN names, and the version or alias of it, if one is named. RangeError when it names no function. */
export function functionOfArn(arn: string): { readonly functionId: FunctionId; readonly qualifier?: string } {
  const [, , service, , , , name, qualifier] = arn.split(':');
  const functionId = FUNCTION_IDS.find((candidate) => service === 'lambda' && name === physicalName(STAGE, candidate));
  if (functionId === undefined) throw new RangeError(`There is no function ${arn}.`);
  return qualifier === undefined ? { functionId } : { functionId, qualifier };
}

/** Resolves the references of monitoring/ to names on this laptop. */
export const TARGET: Target<string> = namedTarget(STAGE, API_ID);
