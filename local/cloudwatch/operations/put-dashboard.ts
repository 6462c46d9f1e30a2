import { AwsError } from '../../aws/aws-error.ts';
import type { Operation } from '../../aws/aws-service.ts';
import type { BodyFault } from '../dashboards/body-check.ts';
import { validateBody } from '../dashboards/validate-body.ts';
import { invalidValue } from '../errors.ts';
import { read } from '../read-input.ts';
import { readTags } from '../read-tags.ts';
import type { ServiceState } from '../service-state.ts';

const MAX_NAME = 255;
/** No limit is documented; this one keeps a stored dashboard and its checking small. */
const MAX_BODY_BYTES = 2 ** 20;

/** PutDashboard: refuses a faulty body with all its errors, and answers with what it only warns of; tags count for a new dashboard alone. */
export function putDashboard({ dashboards, tags }: Pick<ServiceState, 'dashboards' | 'tags'>): Operation {
  return (input, { now, accountId }) => {
    const members = read(input);
    const name = checkName(members.requiredString('DashboardName'));
    const body = members.requiredString('DashboardBody');
    const given = readTags(members);
    const warnings = checkBody(body);
    const arn = `arn:aws:cloudwatch::${accountId}:dashboard/${name}`;
    if (dashboards.get(name) === undefined) tags.add(arn, given);
    dashboards.put({ name, arn, body, modified: now });
    return { DashboardValidationMessages: warnings.map(toWire) };
  };
}

function checkName(name: string): string {
  if (name === '' || name.length > MAX_NAME) {
    throw invalidValue(`The value for field DashboardName must have 1 to ${MAX_NAME} characters.`);
  }
  if (/^[A-Za-z0-9_-]+$/.test(name)) return name;
  throw invalidValue(
    'The value for field DashboardName contains invalid characters. It can only contain alphanumerics, dash (-) and underscore (_).',
  );
}

function checkBody(body: string): BodyFault[] {
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    throw invalidInput(`The field DashboardBody must be at most ${MAX_BODY_BYTES} bytes long`, []);
  }
  const faults = validateBody(body);
  if (faults === undefined) throw invalidInput('The field DashboardBody must be a valid JSON object', []);
  const errors = faults.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw invalidBody(errors);
  return faults.filter(({ severity }) => severity === 'warning');
}

function invalidBody(errors: readonly BodyFault[]): AwsError {
  const list = errors.map(({ path, message }) => ({ dataPath: path, message }));
  return invalidInput(
    `The dashboard body is invalid, there are ${errors.length} validation errors:\n${JSON.stringify(list, undefined, 2)}`,
    errors,
  );
}

function invalidInput(message: string, errors: readonly BodyFault[]): AwsError {
  const members = { dashboardValidationMessages: errors.map(toWire) };
  return new AwsError('DashboardInvalidInputError', message, 400, { queryCode: 'InvalidParameterInput', members });
}

function toWire({ path, message }: BodyFault) {
  return { DataPath: path, Message: message };
}
