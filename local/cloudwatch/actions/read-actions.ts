import type { StateValue } from '../../../monitoring/cloudwatch.ts';
import type { Members } from '../../aws/members.ts';
import { validationError } from '../errors.ts';

const MAX_ACTIONS = 5;
const MAX_ARN_LENGTH = 1024;
const ARN = /^arn:aws[a-z-]*:([a-z0-9-]+):[a-z0-9-]*:\d*:.+$/;
/** An automate action has no account in it: `arn:aws:automate:<region>:ec2:stop`. */
const AUTOMATE_ARN = /^arn:aws[a-z-]*:(automate):[a-z0-9-]+:ec2:(?:stop|terminate|reboot|recover)$/;

/** What a metric alarm may name as an action, by the service in the ARN (API reference "PutMetricAlarm"). */
export const METRIC_ALARM_VENDORS: readonly string[] = [
  'sns',
  'lambda',
  'automate',
  'swf',
  'autoscaling',
  'ssm',
  'ssm-incidents',
  'aiops',
];

/** The members OKActions, AlarmActions and InsufficientDataActions: at most five ARNs each, of the vendors given; one given twice counts once. */
export function readActions(
  members: Members,
  vendors: readonly string[],
): Readonly<Record<StateValue, readonly string[]>> {
  const list = (member: string): readonly string[] => {
    const actions = members.strings(member) ?? [];
    if (actions.length > MAX_ACTIONS) throw tooMany(member, actions);
    for (const action of actions) check(action, vendors);
    return [...new Set(actions)];
  };
  return { ALARM: list('AlarmActions'), OK: list('OKActions'), INSUFFICIENT_DATA: list('InsufficientDataActions') };
}

function check(action: string, vendors: readonly string[]): void {
  const [, vendor] = AUTOMATE_ARN.exec(action) ?? ARN.exec(action) ?? [];
  const [, , service = ''] = action.split(':');
  if (action.startsWith('arn:aws') && service !== '' && !vendors.includes(service)) {
    throw validationError(`Unsupported AWS vendor ${service}`);
  }
  if (vendor === undefined || action.length > MAX_ARN_LENGTH) throw validationError(`Invalid arn syntax: ${action}`);
}

function tooMany(member: string, actions: readonly string[]) {
  const at = member === 'OKActions' ? 'oKActions' : `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  return validationError(
    `1 validation error detected: Value '[${actions.join(', ')}]' at '${at}' failed to satisfy constraint: Member must have length less than or equal to ${MAX_ACTIONS}`,
  );
}
