/** What the pool needs of an execution environment. */
export type Poolable = { readonly alive: boolean; stop(): Promise<void> };

export type PoolLimits<Key> = {
  /** Environments of one version of a function. */
  perFunction: number;
  /** Environments of all functions together, for now; beyond it the least recently used idle one makes room. */
  total: () => number;
  /** Requests of one version that wait; more are throttled. */
  queue: number;
  /** A request that waited so long starts a further environment. */
  scaleOutAfterMs: number;
  /** When all places are taken, a request of a function without environment that waited so long gets the next one that is free. */
  yieldAfterMs: number;
  /** Idle time after which an environment is reclaimed when its function has others. */
  extraIdleMs: number;
  /** Idle time after which a function's last environment is reclaimed. */
  lastIdleMs: (key: Key) => number;
};

/** The answer to a request: an environment that is the caller's until released, or why there is none. */
export type Lease<E> = { kind: 'leased'; environment: E; first: boolean } | { kind: 'throttled' } | { kind: 'stopped' };

/** Execution environments by what they run, a version of a function, one request at a time each, as many as load asks for within the limits. */
export interface Pool<E, Key> {
  acquire(key: Key): Promise<Lease<E>>;
  /** Gives an environment back; one that is no longer alive is forgotten. */
  release(environment: E): void;
  /** Reclaims what has been idle for long. */
  sweep(): void;
  /** Environments whose key passes (all of them unless given), busy or idle. */
  size(passes?: (key: Key) => boolean): number;
  stop(): Promise<void>;
}

type Entry<E, Key> = {
  key: Key;
  environment: E;
  state: 'starting' | 'busy' | 'idle';
  idleSince: number;
  used: boolean;
};
type Waiter<E> = { since: number; resolve: (lease: Lease<E>) => void };

export type PoolOptions<E, Key> = {
  limits: PoolLimits<Key>;
  /** Starts an environment and resolves when it is initialised, well or badly. */
  start: (key: Key) => { environment: E; initialized: Promise<unknown> };
  /** Real milliseconds of a monotonic clock. */
  monotonicNow: () => number;
  /** Runs something in so many real milliseconds and returns what cancels it. */
  later: (run: () => void, ms: number) => () => void;
};

/** Makes an empty pool. Waiting and idling are measured in real time: they manage the machine's memory, not the simulated cloud. */
export function createPool<E extends Poolable, Key>({
  limits,
  start,
  monotonicNow,
  later,
}: PoolOptions<E, Key>): Pool<E, Key> {
  const entries = new Set<Entry<E, Key>>();
  const waiting = new Map<Key, Waiter<E>[]>();
  const scaleOutTimers = new Map<Key, () => void>();
  let stopped = false;

  const of = (key: Key): Entry<E, Key>[] => [...entries].filter((entry) => entry.key === key);
  const queueOf = (key: Key): Waiter<E>[] => {
    const queue = waiting.get(key) ?? [];
    waiting.set(key, queue);
    return queue;
  };
  const idle = (candidates: Iterable<Entry<E, Key>>): Entry<E, Key>[] =>
    [...candidates].filter((entry) => entry.state === 'idle').sort((a, b) => a.idleSince - b.idleSince);

  const forget = (entry: Entry<E, Key>): void => {
    entries.delete(entry);
    void entry.environment.stop();
  };

  const isExtra = (entry: Entry<E, Key>): boolean => of(entry.key).length > 1;

  /** A function's first environment may take any idle one's place; a further one only what is due to be reclaimed anyway. */
  const makeRoom = (key: Key): boolean => {
    if (entries.size < limits.total()) return true;
    const candidates = idle(entries);
    const long = monotonicNow() - limits.extraIdleMs;
    const evictable = candidates.find(isExtra) ?? candidates.find((entry) => !of(key)[0] || entry.idleSince <= long);
    if (evictable) forget(evictable);
    return evictable !== undefined;
  };

  const startFor = (key: Key): boolean => {
    if (of(key).length >= limits.perFunction || !makeRoom(key)) return false;
    const { environment, initialized } = start(key);
    const entry: Entry<E, Key> = { key, environment, state: 'starting', idleSince: 0, used: false };
    entries.add(entry);
    void initialized.then(() => {
      if (entries.has(entry)) offer(entry);
    });
    return true;
  };

  const take = (entry: Entry<E, Key>): Lease<E> => {
    const first = !entry.used;
    entry.used = true;
    entry.state = 'busy';
    return { kind: 'leased', environment: entry.environment, first };
  };

  /** When the longest waiting request began to wait, by function that has no environment, longest first. */
  const needy = (): { key: Key; since: number }[] =>
    [...waiting]
      .flatMap(([key, [longest]]) => (longest && of(key).length === 0 ? [{ key, since: longest.since }] : []))
      .sort((a, b) => a.since - b.since);

  /** Starts an environment for the longest waiting request whose function has none. */
  const serveNeediest = (): void => {
    for (const { key } of needy()) if (!startFor(key)) return;
  };

  /** Whether a function that is saturated itself must give a place up, lest another without any waits for ever. */
  const mustYield = (entry: Entry<E, Key>, ownSince: number): boolean => {
    const [neediest] = entries.size >= limits.total() ? needy() : [];
    if (!neediest || monotonicNow() - neediest.since < limits.yieldAfterMs) return false;
    return isExtra(entry) || neediest.since < ownSince;
  };

  /** Gives a free environment to the request that waits longest; else it idles, unless another function needs its place. */
  const offer = (entry: Entry<E, Key>): void => {
    const [longest] = queueOf(entry.key);
    if (longest && entry.used && mustYield(entry, longest.since)) {
      forget(entry);
      serveNeediest();
      return;
    }
    if (longest) {
      queueOf(entry.key).shift();
      longest.resolve(take(entry));
      return;
    }
    if (!entry.environment.alive) forget(entry);
    entry.state = 'idle';
    entry.idleSince = monotonicNow();
    serveNeediest();
  };

  const scaleOutLater = (key: Key): void => {
    if (scaleOutTimers.has(key) || stopped) return;
    const scaleOut = (): void => {
      scaleOutTimers.delete(key);
      const [longest] = queueOf(key);
      if (!longest) return;
      const starting = of(key).some((entry) => entry.state === 'starting');
      if (!starting && monotonicNow() - longest.since >= limits.scaleOutAfterMs) startFor(key);
      scaleOutLater(key);
    };
    scaleOutTimers.set(key, later(scaleOut, limits.scaleOutAfterMs));
  };

  const wait = (key: Key): Promise<Lease<E>> => {
    const queue = queueOf(key);
    if (queue.length >= limits.queue) return Promise.resolve({ kind: 'throttled' });
    return new Promise((resolve) => {
      queue.push({ since: monotonicNow(), resolve });
      if (of(key).length > 0 || !startFor(key)) scaleOutLater(key);
    });
  };

  return {
    acquire: async (key) => {
      if (stopped) return { kind: 'stopped' };
      const free = idle(of(key)).findLast((entry) => entry.environment.alive);
      return free ? take(free) : wait(key);
    },
    release: (environment) => {
      const entry = [...entries].find((candidate) => candidate.environment === environment);
      if (!entry || entry.state === 'starting') return;
      if (environment.alive) return offer(entry);
      forget(entry);
      if (queueOf(entry.key).length > 0 && of(entry.key).length === 0) startFor(entry.key);
      serveNeediest();
    },
    sweep: () => {
      const now = monotonicNow();
      for (const entry of idle(entries)) {
        const limit = isExtra(entry) ? limits.extraIdleMs : limits.lastIdleMs(entry.key);
        if (!entry.environment.alive || now - entry.idleSince >= limit) forget(entry);
      }
      for (const [key, queue] of waiting) if (queue.length === 0) waiting.delete(key);
    },
    size: (passes = () => true) => [...entries].filter((entry) => passes(entry.key)).length,
    stop: async () => {
      stopped = true;
      for (const cancel of scaleOutTimers.values()) cancel();
      for (const queue of waiting.values()) for (const waiter of queue.splice(0)) waiter.resolve({ kind: 'stopped' });
      await Promise.all([...entries].map((entry) => entry.environment.stop()));
      entries.clear();
    },
  };
}
