/** A callback due at a virtual time (epoch milliseconds), repeated when it has an interval. */
export type Timer = {
  time: number;
  readonly order: number;
  readonly run: (now: number) => void | Promise<void>;
  readonly intervalMs: number | undefined;
  cancelled: boolean;
};

/** A priority queue of timers: earliest first, at equal times in the order of registration. */
export interface TimerQueue {
  add(time: number, run: Timer['run'], intervalMs?: number): Timer;
  /** The earliest timer, left in the queue. */
  peek(): Timer | undefined;
  /** Removes and returns the timer that `peek` gave. */
  take(timer: Timer): Timer;
  /** Puts a taken timer back at a later time. */
  reschedule(timer: Timer, time: number): void;
  remove(timer: Timer): void;
  clear(): void;
}

const earlier = (a: Timer, b: Timer): boolean => a.time < b.time || (a.time === b.time && a.order < b.order);

/** Makes an empty queue (a binary heap; cancelled timers leave it when they come to the top). */
export function createTimerQueue(): TimerQueue {
  const heap: Timer[] = [];
  let registered = 0;

  const push = (timer: Timer): void => {
    let index = heap.push(timer) - 1;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex];
      if (!parent || !earlier(timer, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = timer;
  };

  const earlierChild = (index: number): number => {
    const left = 2 * index + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    return a && b && earlier(b, a) ? left + 1 : left;
  };

  const pop = (): void => {
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (let next = earlierChild(index); next < heap.length; next = earlierChild(index)) {
      const child = heap[next];
      if (!child || !earlier(child, last)) break;
      heap[index] = child;
      index = next;
    }
    heap[index] = last;
  };

  return {
    add: (time, run, intervalMs) => {
      const timer: Timer = { time, order: registered++, run, intervalMs, cancelled: false };
      push(timer);
      return timer;
    },
    peek: () => {
      while (heap[0]?.cancelled) pop();
      return heap[0];
    },
    take: (timer) => {
      pop();
      return timer;
    },
    reschedule: (timer, time) => {
      timer.time = time;
      push(timer);
    },
    remove: (timer) => {
      timer.cancelled = true;
    },
    clear: () => {
      heap.length = 0;
    },
  };
}
