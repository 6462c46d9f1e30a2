/** A function as it is deployed in the embedded Lambda: `bundle` is the path of its ES module, `timeout` in seconds, `memorySize` in MB. */
export type FunctionDefinition = {
  id: string;
  /** Physical name. */
  name: string;
  bundle: string;
  memorySize: number;
  timeout: number;
  environment: Readonly<Record<string, string>>;
  /** Idle real milliseconds after which the last environment is reclaimed; a minute and some more unless given. */
  idleTime?: number;
};

/** The ARN of a function. */
export const functionArn = (region: string, accountId: string, name: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;
