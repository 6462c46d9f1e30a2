import type { Examination } from './examination.ts';
import type { Finding } from './finding.ts';

/** One link of the chain from the shop to its alarms. Rejects with an OperatorError when what it asks does not answer. */
export type Link = {
  readonly name: string;
  readonly examine: (examination: Examination) => Promise<readonly Finding[]>;
};
