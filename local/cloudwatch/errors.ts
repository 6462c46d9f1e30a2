import { AwsError } from '../aws/aws-error.ts';

/** An absent required parameter. */
export function missingParameter(name: string): AwsError {
  return new AwsError('MissingRequiredParameterException', `The parameter ${name} is required.`, 400, {
    queryCode: 'MissingParameter',
  });
}

/** A parameter whose value is not allowed. */
export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message, 400, { queryCode: 'InvalidParameterValue' });
}

/** Parameters that do not go together. */
export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombinationException', message, 400, {
    queryCode: 'InvalidParameterCombination',
  });
}

/** A request that breaks a rule of its model. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message, 400, { queryCode: 'ValidationError' });
}

/** The model's message for a value outside an enumeration. */
export function notInEnumeration(value: string, at: string, allowed: readonly string[]): AwsError {
  return validationError(
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

/** An alarm that does not exist. */
export function alarmNotFound(): AwsError {
  return new AwsError('ResourceNotFound', 'Unknown alarm.', 404);
}

/** A token that no call before this one gave out. */
export function invalidNextToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}

/** An anomaly detector that does not exist. */
export function anomalyDetectorNotFound(): AwsError {
  return new AwsError('ResourceNotFoundException', 'The anomaly detector does not exist.', 404);
}

/** A dashboard that does not exist. */
export function dashboardNotFound(name: string): AwsError {
  return new AwsError('DashboardNotFoundError', `Dashboard ${name} does not exist`, 404, {
    queryCode: 'ResourceNotFound',
  });
}

/** An alarm mute rule that does not exist. */
export function muteRuleNotFound(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `The alarm mute rule ${name} does not exist.`, 404, {
    members: { ResourceType: 'alarm-mute-rule', ResourceId: name },
  });
}

/** A request beyond the size that its operation takes. */
export function requestTooLarge(bytes: number, most: number): AwsError {
  return new AwsError('RequestEntityTooLarge', `Request size ${bytes} exceeded ${most} bytes`, 413);
}
