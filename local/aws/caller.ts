import { AwsError } from './aws-error.ts';
import type { AwsService } from './aws-service.ts';

/** One action on one resource, as IAM names both. */
export type Use = {
  readonly action: string;
  /** An ARN; absent for an action that has no resource type. */
  readonly resource?: string;
  /** The condition keys of the request that a policy may ask about. */
  readonly conditionKeys?: Readonly<Record<string, string>>;
};

/** Who calls by the rights of a role. */
export type Caller = {
  /** ARN of the role's session. */
  readonly arn: string;
  readonly userId: string;
  /** The first use that the role does not allow; when it allows all of them, they are counted. */
  readonly deny: (uses: readonly Use[]) => Use | undefined;
};

/** Finds whose role decides, by an access key id; undefined for operators. */
export type FindCaller = (accessKeyId: string | undefined) => Caller | undefined;

/** How a service spells an action when it denies it. */
function spelled(action: string): string {
  if (action.startsWith('sqs:')) return action.toLowerCase();
  return action.replace(/^sns:/, 'SNS:');
}

/** The error that a service answers with ("Troubleshooting access denied error messages" of IAM). */
export function accessDenied(
  { protocol, name }: Pick<AwsService, 'protocol' | 'name'>,
  { arn }: Caller,
  { action, resource }: Use,
): AwsError {
  const said = spelled(action);
  const where = resource === undefined ? '' : ` on resource: ${resource}`;
  const why = `because no identity-based policy allows the ${said} action`;
  const message = `User: ${arn} is not authorized to perform: ${said}${where} ${why}`;
  const queryCode = name === 'sns' ? 'AuthorizationError' : 'AccessDenied';
  const status = protocol === 'restJson1' ? 403 : 400;
  return new AwsError('AccessDeniedException', message, status, { queryCode, queryStatusCode: 403 });
}
