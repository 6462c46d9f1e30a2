import { STATE_VALUES } from '../../../monitoring/cloudwatch.ts';
import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';
import { alarmNotFound, missingParameter, validationError } from '../errors.ts';
import { read, readEnum } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_REASON_LENGTH = 1023;
const MAX_REASON_DATA_LENGTH = 4000;

/** SetAlarmState: the state until the next evaluation; a change runs the new state's actions. */
export function setAlarmState({ alarms, engine }: Pick<ServiceState, 'alarms' | 'engine'>): Operation {
  return (input, { now }) => {
    const members = read(input);
    const alarm = alarms.get(members.requiredString('AlarmName'));
    const value = readEnum(members.requiredString('StateValue'), STATE_VALUES, 'stateValue');
    const reason = limited(members.requiredString('StateReason'), 'stateReason', MAX_REASON_LENGTH);
    const reasonData = limited(members.string('StateReasonData'), 'stateReasonData', MAX_REASON_DATA_LENGTH);
    if (value === undefined) throw missingParameter('StateValue');
    if (reasonData !== undefined && !isJson(reasonData)) {
      throw new AwsError('InvalidFormatFault', 'StateReasonData must be valid JSON.', 400, {
        queryCode: 'InvalidFormat',
      });
    }
    if (alarm === undefined) throw alarmNotFound();
    engine.setState(alarm, { value, reason, ...(reasonData !== undefined && { reasonData }) }, now);
    return {};
  };
}

function limited<T extends string | undefined>(text: T, at: string, most: number): T {
  if (text === undefined || text.length <= most) return text;
  throw validationError(
    `1 validation error detected: Value at '${at}' failed to satisfy constraint: Member must have length less than or equal to ${most}`,
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
