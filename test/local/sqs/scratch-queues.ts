import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VendedSample } from '../../../local/aws/record-metric.ts';
import { createClock } from '../../../local/clock.ts';
import { NO_FAULTS, type QueueFaults } from '../../../local/sqs/queue-faults.ts';
import { openQueues } from '../../../local/sqs/queues.ts';
import { openStore } from '../../../local/store.ts';

export const startTime = Date.UTC(2026, 0, 15);

/** Queues in a folder of their own, on a clock that stands still until advanced. */
export function scratchQueues(faults: QueueFaults = NO_FAULTS) {
  const folder = mkdtempSync(join(tmpdir(), 'sqs-'));
  const clock = createClock({ mode: 'simulated', speed: 1, start: startTime });
  const samples: VendedSample[] = [];
  let ids = 0;
  const open = () => {
    const store = openStore(folder);
    const queues = openQueues({
      store,
      clock,
      record: (sample) => samples.push(sample),
      randomId: () => `id-${++ids}`,
      region: 'us-east-1',
      accountId: '000000000000',
      faults,
    });
    return { store, queues };
  };
  let opened = open();
  return {
    clock,
    samples,
    get queues() {
      return opened.queues;
    },
    reopen: () => {
      opened.queues.stop();
      opened.store.close();
      opened = open();
    },
    remove: () => {
      clock.stop();
      opened.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
