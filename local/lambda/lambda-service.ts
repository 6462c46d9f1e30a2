import type { AwsService } from '../aws/aws-service.ts';
import type { CodeStore } from './code-store.ts';
import { createAlias } from './create-alias.ts';
import { deleteAlias } from './delete-alias.ts';
import { deleteFunction } from './delete-function.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import type { Functions } from './functions.ts';
import { getAccountSettings } from './get-account-settings.ts';
import { getAlias } from './get-alias.ts';
import { getEventSourceMapping } from './get-event-source-mapping.ts';
import { getFunction } from './get-function.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';
import { type InvokeDependencies, invoke } from './invoke.ts';
import { listAliases } from './list-aliases.ts';
import { listEventSourceMappings } from './list-event-source-mappings.ts';
import { listFunctions } from './list-functions.ts';
import { listVersionsByFunction } from './list-versions-by-function.ts';
import { publishVersion } from './publish-version.ts';
import { updateAlias } from './update-alias.ts';
import { updateEventSourceMapping } from './update-event-source-mapping.ts';
import { updateFunctionCode } from './update-function-code.ts';
import { updateFunctionConfiguration } from './update-function-configuration.ts';

export type LambdaServiceOptions = InvokeDependencies & {
  readonly functions: Functions;
  readonly code: CodeStore;
  readonly eventSourceMappings: () => Promise<readonly EventSourceMapping[]>;
};

const FUNCTIONS = '/2015-03-31/functions';
const FUNCTION = `${FUNCTIONS}/{FunctionName}`;

/** Lambda's API over restJson1. */
export function createLambdaService({
  functions,
  code,
  eventSourceMappings,
  ...invoking
}: LambdaServiceOptions): AwsService {
  return {
    name: 'lambda',
    protocol: 'restJson1',
    operations: {
      CreateAlias: createAlias(functions),
      DeleteAlias: deleteAlias(functions),
      DeleteFunction: deleteFunction(functions),
      GetAccountSettings: getAccountSettings(functions),
      GetAlias: getAlias(functions),
      GetEventSourceMapping: getEventSourceMapping(eventSourceMappings),
      GetFunction: getFunction(functions),
      GetFunctionConfiguration: getFunctionConfiguration(functions),
      ListAliases: listAliases(functions),
      ListEventSourceMappings: listEventSourceMappings(functions, eventSourceMappings),
      ListFunctions: listFunctions(functions),
      ListVersionsByFunction: listVersionsByFunction(functions),
      PublishVersion: publishVersion(functions),
      UpdateAlias: updateAlias(functions),
      UpdateEventSourceMapping: updateEventSourceMapping(eventSourceMappings),
      UpdateFunctionCode: updateFunctionCode(functions, code),
      UpdateFunctionConfiguration: updateFunctionConfiguration(functions),
    },
    statuses: {
      ...{ CreateAlias: 201, DeleteAlias: 204, DeleteFunction: 204, PublishVersion: 201 },
      UpdateEventSourceMapping: 202,
    },
    routes: {
      'GET /2016-08-19/account-settings': 'GetAccountSettings',
      'GET /2016-08-19/account-settings/': 'GetAccountSettings',
      'GET /2015-03-31/event-source-mappings': 'ListEventSourceMappings',
      'GET /2015-03-31/event-source-mappings/': 'ListEventSourceMappings',
      'GET /2015-03-31/event-source-mappings/{UUID}': 'GetEventSourceMapping',
      'PUT /2015-03-31/event-source-mappings/{UUID}': 'UpdateEventSourceMapping',
      [`POST ${FUNCTION}/invocations`]: invoke(functions, invoking),
      [`GET ${FUNCTIONS}/`]: 'ListFunctions',
      [`GET ${FUNCTIONS}`]: 'ListFunctions',
      [`GET ${FUNCTION}`]: 'GetFunction',
      [`DELETE ${FUNCTION}`]: 'DeleteFunction',
      [`GET ${FUNCTION}/configuration`]: 'GetFunctionConfiguration',
      [`PUT ${FUNCTION}/configuration`]: 'UpdateFunctionConfiguration',
      [`PUT ${FUNCTION}/code`]: 'UpdateFunctionCode',
      [`GET ${FUNCTION}/versions`]: 'ListVersionsByFunction',
      [`POST ${FUNCTION}/versions`]: 'PublishVersion',
      [`GET ${FUNCTION}/aliases`]: 'ListAliases',
      [`POST ${FUNCTION}/aliases`]: 'CreateAlias',
      [`GET ${FUNCTION}/aliases/{Name}`]: 'GetAlias',
      [`PUT ${FUNCTION}/aliases/{Name}`]: 'UpdateAlias',
      [`DELETE ${FUNCTION}/aliases/{Name}`]: 'DeleteAlias',
    },
  };
}
