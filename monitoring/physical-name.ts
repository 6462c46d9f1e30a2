/** The application's name, first part of every physical name. */
export const APP = 'smallcart';

/** Alias of every function by which a stage is served: a release takes over when it points to the release's versions. */
export const LIVE_ALIAS = 'live';

/** Name of a resource in AWS and locally, so that alarms on AWS-vended metrics can name it before it exists. */
export function physicalName(stage: string, id: string): string {
  return `${APP}-${stage}-${id}`;
}

/** Namespace of the custom metrics of a stage; stages may share an account, so the stage is part of it. */
export function customNamespace(stage: string): string {
  return `SmallCart/${stage}`;
}

/** Name of the log group that a function writes to. */
export function logGroupName(stage: string, functionId: string): string {
  return `/aws/lambda/${physicalName(stage, functionId)}`;
}
