/** What the pool needs of an execution environment. */
export type Poolable = { readonly alive: boolean; stop(): Promise<void> };

export type PoolLimits = {
  /** Environments of one function. */
  perFunction: number;
  /** Environments of all functions together; beyond it the least recently used idle one makes room. */
  total: number;
  /** Requests of one function that wait; more are throttled. */
  queue: number;
  /** A request that waited so long starts a further environment. */
  scaleOutAfterMs: number;
  /** When all places are taken, a request of a function without environment that waited so long gets the next one that is free. */
  yieldAfterMs: number;
  /** Idle time after which an environment is reclaimed when its function has others. */
  extraIdleMs: number;
  /** Idle time after which a function's last environment is reclaimed. */
  lastIdleMs: (functionId: string) => number;
};

/** The answer to a request: an environment that is the caller's until released, or why there is none. */
export type Lease<E> = { kind: 'leased'; environment: E; first: boolean } | { kind: 'throttled' } | { kind: 'stopped' };

/** Execution environments by function, one request at a time each, as many as load asks for within the limits. */
export interface Pool<E> {
  acquire(functionId: string): Promise<Lease<E>>;
  /** Gives an environment back; one that is no longer alive is forgotten. */
  release(environment: E): void;
  /** Reclaims what has been idle for long. */
  sweep(): void;
  /** Environments of a function (of all functions without an id), busy or idle. */
  size(functionId?: string): number;
  stop(): Promise<void>;
}

type Entry<E> = {
  functionId: string;
  environment: E;
  state: 'starting' | 'busy' | 'idle';
  idleSince: number;
  used: boolean;
};
type Waiter<E> = { since: number; resolve: (lease: Lease<E>) => void };

export type PoolOptions<E> = {
  limits: PoolLimits;
  /** Starts an environment and resolves when it is initialised, well or badly. */
  start: (functionId: string) => { environment: E; initialized: Promise<unknown> };
  /** Real milliseconds of a monotonic clock. */
  monotonicNow: () => number;
  /** Runs something in so many real milliseconds and returns what cancels it. */
  later: (run: () => void, ms: number) => () => void;
};

/** Makes an empty pool. Waiting and idling are measured in real time: they manage the machine's memory, not the simulated cloud. */
export function createPool<E extends Poolable>({ limits, start, monotonicNow, later }: PoolOptions<E>): Pool<E> {
  const entries = new Set<Entry<E>>();
  const waiting = new Map<string, Waiter<E>[]>();
  const scaleOutTimers = new Map<string, () => void>();
  let stopped = false;

  const of = (functionId: string): Entry<E>[] => [...entries].filter((entry) => entry.functionId === functionId);
  const queueOf = (functionId: string): Waiter<E>[] => {
    const queue = waiting.get(functionId) ?? [];
    waiting.set(functionId, queue);
    return queue;
  };
  const idle = (candidates: Iterable<Entry<E>>): Entry<E>[] =>
    [...candidates].filter((entry) => entry.state === 'idle').sort((a, b) => a.idleSince - b.idleSince);

  const forget = (entry: Entry<E>): void => {
    entries.delete(entry);
    void entry.environment.stop();
  };

  const isExtra = (entry: Entry<E>): boolean => of(entry.functionId).length > 1;

  /** A function's first environment may take any idle one's place; a further one only what is due to be reclaimed anyway. */
  const makeRoom = (functionId: string): boolean => {
    if (entries.size < limits.total) return true;
    const candidates = idle(entries);
    const long = monotonicNow() - limits.extraIdleMs;
    const evictable =
      candidates.find(isExtra) ?? candidates.find((entry) => !of(functionId)[0] || entry.idleSince <= long);
    if (evictable) forget(evictable);
    return evictable !== undefined;
  };

  const startFor = (functionId: string): boolean => {
    if (of(functionId).length >= limits.perFunction || !makeRoom(functionId)) return false;
    const { environment, initialized } = start(functionId);
    const entry: Entry<E> = { functionId, environment, state: 'starting', idleSince: 0, used: false };
    entries.add(entry);
    void initialized.then(() => {
      if (entries.has(entry)) offer(entry);
    });
    return true;
  };

  const take = (entry: Entry<E>): Lease<E> => {
    const first = !entry.used;
    entry.used = true;
    entry.state = 'busy';
    return { kind: 'leased', environment: entry.environment, first };
  };

  /** When the longest waiting request began to wait, by function that has no environment, longest first. */
  const needy = (): { functionId: string; since: number }[] =>
    [...waiting]
      .flatMap(([functionId, [longest]]) =>
        longest && of(functionId).length === 0 ? [{ functionId, since: longest.since }] : [],
      )
      .sort((a, b) => a.since - b.since);

  /** Starts an environment for the longest waiting request whose function has none. */
  const serveNeediest = (): void => {
    for (const { functionId } of needy()) if (!startFor(functionId)) return;
  };

  /** Whether a function that is saturated itself must give a place up, lest another without any waits for ever. */
  const mustYield = (entry: Entry<E>, ownSince: number): boolean => {
    const [neediest] = entries.size >= limits.total ? needy() : [];
    if (!neediest || monotonicNow() - neediest.since < limits.yieldAfterMs) return false;
    return isExtra(entry) || neediest.since < ownSince;
  };

  /** Gives a free environment to the request that waits longest; else it idles, unless another function needs its place. */
  const offer = (entry: Entry<E>): void => {
    const [longest] = queueOf(entry.functionId);
    if (longest && entry.used && mustYield(entry, longest.since)) {
      forget(entry);
      serveNeediest();
      return;
    }
    if (longest) {
      queueOf(entry.functionId).shift();
      longest.resolve(take(entry));
      return;
    }
    if (!entry.environment.alive) forget(entry);
    entry.state = 'idle';
    entry.idleSince = monotonicNow();
    serveNeediest();
  };

  const scaleOutLater = (functionId: string): void => {
    if (scaleOutTimers.has(functionId) || stopped) return;
    const scaleOut = (): void => {
      scaleOutTimers.delete(functionId);
      const [longest] = queueOf(functionId);
      if (!longest) return;
      const starting = of(functionId).some((entry) => entry.state === 'starting');
      if (!starting && monotonicNow() - longest.since >= limits.scaleOutAfterMs) startFor(functionId);
      scaleOutLater(functionId);
    };
    scaleOutTimers.set(functionId, later(scaleOut, limits.scaleOutAfterMs));
  };

  const wait = (functionId: string): Promise<Lease<E>> => {
    const queue = queueOf(functionId);
    if (queue.length >= limits.queue) return Promise.resolve({ kind: 'throttled' });
    return new Promise((resolve) => {
      queue.push({ since: monotonicNow(), resolve });
      if (of(functionId).length > 0 || !startFor(functionId)) scaleOutLater(functionId);
    });
  };

  return {
    acquire: async (functionId) => {
      if (stopped) return { kind: 'stopped' };
      const free = idle(of(functionId)).findLast((entry) => entry.environment.alive);
      return free ? take(free) : wait(functionId);
    },
    release: (environment) => {
      const entry = [...entries].find((candidate) => candidate.environment === environment);
      if (!entry || entry.state === 'starting') return;
      if (environment.alive) return offer(entry);
      forget(entry);
      if (queueOf(entry.functionId).length > 0 && of(entry.functionId).length === 0) startFor(entry.functionId);
      serveNeediest();
    },
    sweep: () => {
      const now = monotonicNow();
      for (const entry of idle(entries)) {
        const limit = isExtra(entry) ? limits.extraIdleMs : limits.lastIdleMs(entry.functionId);
        if (!entry.environment.alive || now - entry.idleSince >= limit) forget(entry);
      }
    },
    size: (functionId) => (functionId === undefined ? entries.size : of(functionId).length),
    stop: async () => {
      stopped = true;
      for (const cancel of scaleOutTimers.values()) cancel();
      for (const queue of waiting.values()) for (const waiter of queue.splice(0)) waiter.resolve({ kind: 'stopped' });
      await Promise.all([...entries].map((entry) => entry.environment.stop()));
      entries.clear();
    },
  };
}
