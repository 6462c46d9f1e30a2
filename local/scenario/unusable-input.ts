import type { InputProblem } from './scenario-file.ts';

/** Input that cannot be used, with all that is wrong with it; the command ends with exit code 2. */
export class UnusableInput extends Error {
  override readonly name = 'UnusableInput';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    super(problems.map(({ message }) => message).join('\n'));
    this.problems = problems;
  }
}
