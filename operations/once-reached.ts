import { localControl } from './deploy/targets/local/local-control.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

/**
 * Does what a command is asked for, on this machine once its system is known to answer: one that is stopped, or another program
 * on that port, would be waited for, or be told of by whatever is asked first.
 * @throws OperatorError that says why nobody answers, and what to do
 */
export function onceReached<Options extends { readonly place: Place }>(perform: (options: Options) => Promise<string>) {
  return async (options: Options): Promise<string> => {
    const { place } = options;
    const faults = place.kind === 'local' ? await localControl(place).faults() : [];
    if (faults.length > 0) throw new OperatorError(faults.join('\n'));
    return perform(options);
  };
}
