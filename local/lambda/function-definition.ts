/** What the environments of a function sign their calls with. */
export type FunctionCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** A function as it is made in the embedded Lambda: `bundle` is the path of its ES module, `timeout` in seconds, `memorySize` in MB. */
export type FunctionDefinition = {
  readonly id: string;
  /** Physical name. */
  readonly name: string;
  readonly bundle: string;
  readonly memorySize: number;
  readonly timeout: number;
  /** The variables of its configuration. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of its role, which AWS puts into the environment beside the configuration. */
  readonly credentials?: FunctionCredentials;
  /** Idle real milliseconds after which the last environment is reclaimed; a minute and some more unless given. */
  readonly idleTime?: number;
};

/** The ARN of a function, or of a version or an alias of it. */
export function functionArn(region: string, accountId: string, name: string, qualifier?: string): string {
  const arn = `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
