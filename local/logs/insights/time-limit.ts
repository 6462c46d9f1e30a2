import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/**
 * Makes what runs synchronous work and breaks it off with an error after so many real milliseconds: a regular expression
 * may take for ever, and nothing else can stop it.
 */
export function createTimeLimit(timeout: number): (work: () => void) => void {
  const globals: { work: () => void } = { work: () => {} };
  const context = createContext(globals);
  return (work) => {
    globals.work = work;
    script.runInContext(context, { timeout });
  };
}
