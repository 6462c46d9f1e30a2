import { createHash } from 'node:crypto';
import type { FunctionDefinition } from './function-definition.ts';

/** What changes from version to version. */
export type VersionSettings = Pick<FunctionDefinition, 'bundle' | 'memorySize' | 'timeout' | 'environment'> & {
  /** SHA-256 of the deployment package in base64, and its size in bytes. */
  readonly codeSha256: string;
  readonly codeSize: number;
  readonly description: string;
};

/** Code and configuration of a function at a time; what is published is never changed. */
export type FunctionVersion = FunctionDefinition &
  VersionSettings & {
    /** `$LATEST` or a number. */
    readonly version: string;
    /** Virtual epoch milliseconds. */
    readonly lastModified: number;
    readonly revisionId: string;
  };

/** "Publishing versions": a hash of all whose change makes another version. */
export function fingerprintOf({ codeSha256, memorySize, timeout, environment }: VersionSettings): string {
  const variables = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([codeSha256, memorySize, timeout, variables]))
    .digest('hex');
}
