/** Work that is stored together or not at all, in memory as in the database. */
export interface UnitOfWork {
  /** Runs work in a transaction; within other work it is a part of that, which goes on when the part fails and the error is caught. */
  run<T>(work: () => T): T;
  /** What to do when the part that is running fails, last first. */
  onRollback(undo: () => void): void;
  /** What to do when all is stored. */
  onStored(start: () => void): void;
}

type Part = { readonly undos: (() => void)[]; readonly starts: (() => void)[] };

/** Makes one over nestable transactions; what fails after all was stored is told to `onError` and stops nothing. */
export function createUnitOfWork(transaction: <T>(work: () => T) => T, onError: (error: unknown) => void): UnitOfWork {
  let current: Part | undefined;

  function finish(starts: readonly (() => void)[]): void {
    for (const start of starts) {
      try {
        start();
      } catch (error) {
        onError(error);
      }
    }
  }

  function part(): Part {
    if (current === undefined) throw new Error('there is no work to be a part of');
    return current;
  }

  return {
    run(work) {
      const outer = current;
      const own: Part = { undos: [], starts: [] };
      current = own;
      let result: ReturnType<typeof work>;
      try {
        result = transaction(work);
      } catch (error) {
        for (const undo of own.undos.reverse()) undo();
        throw error;
      } finally {
        current = outer;
      }
      if (outer === undefined) finish(own.starts);
      else {
        for (const undo of own.undos) outer.undos.push(undo);
        for (const start of own.starts) outer.starts.push(start);
      }
      return result;
    },
    onRollback: (undo) => void part().undos.push(undo),
    onStored: (start) => void part().starts.push(start),
  };
}
