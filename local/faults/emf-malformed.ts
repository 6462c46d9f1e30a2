import type { LinesOf } from './emf-lost.ts';
import type { FaultDefinition } from './fault-definition.ts';
import { RATE } from './rate.ts';
import { FUNCTIONS } from './scope.ts';
import type { Setting } from './setting.ts';

/** What is wrong with a line: it ends too early, or what it says of its metrics is not what the format allows. */
const WRONGS = ['cut', 'invalid'] as const;
type Wrong = (typeof WRONGS)[number];

export type EmfMalformed = LinesOf & { readonly how: Wrong };

const HOW: Setting<Wrong> = {
  takes: `one of ${WRONGS.join(', ')}`,
  input: { kind: 'choice', of: WRONGS },
  read: (value) => WRONGS.find((known) => known === value),
};

/** The lines that hold metrics arrive so that CloudWatch cannot read the metrics: EMFParsingErrors, EMFValidationErrors. */
export const emfMalformed: FaultDefinition<EmfMalformed> = {
  name: 'emf-malformed',
  description:
    'A share of the lines that hold metrics cannot be read by CloudWatch: shoppers notice nothing, but figures are too low.',
  defaults: { rate: 0.5, how: 'invalid' },
  members: { rate: RATE, functions: FUNCTIONS, how: HOW },
};

/** The line as it arrives. */
export function malformed(line: string, how: Wrong): string {
  if (how === 'invalid') return line.replace(/"Timestamp":\d+/, '"Timestamp":"soon"');
  // The mark by which CloudWatch knows the format is in what is left.
  return line.slice(0, Math.max(line.indexOf('"_aws"') + '"_aws"'.length, Math.floor(line.length / 2)));
}
