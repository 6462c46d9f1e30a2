import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';
import { type BodyFault, validateBody } from '../dashboards/validate-body.ts';
import { invalidValue } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** PutDashboard: refuses a faulty body with all its DashboardValidationMessages, and answers with those that are warnings. */
export function putDashboard({ dashboards }: Pick<ServiceState, 'dashboards'>): Operation {
  return (input, { now, accountId }) => {
    const members = read(input);
    const name = members.requiredString('DashboardName');
    const body = members.requiredString('DashboardBody');
    if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) {
      throw invalidValue(
        `The value ${name} for parameter DashboardName must have 1 to 255 letters, digits, hyphens and underscores.`,
      );
    }
    const faults = validateBody(body);
    const errors = faults.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw invalidBody(errors);
    dashboards.put({ name, arn: `arn:aws:cloudwatch::${accountId}:dashboard/${name}`, body, modified: now });
    return { DashboardValidationMessages: faults.map(toWire) };
  };
}

function invalidBody(errors: readonly BodyFault[]): AwsError {
  const message = `The dashboard body is invalid, there are ${errors.length} validation errors: ${JSON.stringify(errors.map(toWire))}`;
  const members = { dashboardValidationMessages: errors.map(toWire) };
  return new AwsError('DashboardInvalidInputError', message, 400, { queryCode: 'InvalidParameterInput', members });
}

function toWire({ path, message }: BodyFault) {
  return { DataPath: path, Message: message };
}
