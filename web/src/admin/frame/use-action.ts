import { useState } from 'preact/hooks';
import { announce } from '../../state/announcement.ts';

type State = { busy: boolean; error?: unknown };

/** Something to be done on a click: once at a time, said when it is done, and with the reason when it is refused. */
export type Action = State & { run: (work: () => Promise<string>) => Promise<boolean>; reset: () => void };

/** An action that has not been tried; `run` tells whether it was done, and the work says what was. */
export function useAction(): Action {
  const [state, setState] = useState<State>({ busy: false });
  const run = async (work: () => Promise<string>): Promise<boolean> => {
    if (state.busy) return false;
    setState({ busy: true });
    try {
      announce(await work());
      setState({ busy: false });
      return true;
    } catch (error) {
      setState({ busy: false, error });
      return false;
    }
  };
  return { ...state, run, reset: () => setState({ busy: false }) };
}
