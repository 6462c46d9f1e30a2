import type { FunctionVersion } from './function-version.ts';

/** Where an environment writes and sends its telemetry, and what it may call. */
export type EnvironmentPlace = {
  region: string;
  logGroup: string;
  logStream: string;
  /** `host:port` of the X-Ray daemon's UDP port. */
  xrayDaemonAddress: string;
};

/** The whole environment of a function: "Defined runtime environment variables" of Lambda, under the function's own. */
export function environmentVariables(definition: FunctionVersion, place: EnvironmentPlace): Record<string, string> {
  return {
    ...definition.environment,
    ...credentialVariables(definition),
    _HANDLER: 'index.handler',
    AWS_DEFAULT_REGION: place.region,
    AWS_REGION: place.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memorySize),
    AWS_LAMBDA_FUNCTION_VERSION: definition.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: place.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: place.logStream,
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: place.xrayDaemonAddress,
    LAMBDA_TASK_ROOT: '/var/task',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}

function credentialVariables({ credentials }: FunctionVersion): Record<string, string> {
  if (credentials === undefined) return {};
  return { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey };
}
