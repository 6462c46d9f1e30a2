import type { Line } from './emit.ts';

/**
 * Whose account it is when it is no customer's: what a deployment is verified with. Only the function `setup` makes such an
 * account, so that nobody else's orders go uncounted and unshipped.
 */
export const SYNTHETIC = ['deployment'] as const;
export type Synthetic = (typeof SYNTHETIC)[number];

/** The line on which what a user does is counted: for an account that is no customer's, one that counts nothing. */
export function countedOn(line: Line, { synthetic }: { readonly synthetic?: Synthetic | undefined }): Line {
  return synthetic === undefined ? line : { ...line, emit() {} };
}
