import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../../../local/aws/json.ts';
import { type Clock, createClock } from '../../../local/clock.ts';
import { type CloudWatch, createCloudWatch } from '../../../local/cloudwatch/create-cloudwatch.ts';
import { openStore } from '../../../local/store.ts';
import { START } from '../../support/embedded-cloudwatch.ts';

/** The embedded CloudWatch on a database file in a folder of its own, as `npm start` has it; what its alarms send is counted, not kept. */
export type Subject = {
  readonly cloudWatch: CloudWatch;
  readonly clock: Clock;
  readonly database: DatabaseSync;
  /** How many notifications and events alarms have sent. */
  sent(): { notifications: number; events: number };
  /** Calls an API operation in process; the answer is read back from its JSON, as a client would. */
  call(operation: string, input: JsonObject): Promise<JsonObject>;
  close(): void;
};

/** Opens it empty, on a clock that stands still until advanced. */
export function openSubject(): Subject {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-bench-'));
  const database = openStore(folder);
  const clock = createClock({ mode: 'simulated', speed: 1, start: START });
  const sent = { notifications: 0, events: 0 };
  const cloudWatch = createCloudWatch({
    ...{ clock, store: database },
    publish: () => () => void sent.notifications++,
    putEvent: () => () => void sent.events++,
    onError(error) {
      throw error;
    },
  });
  cloudWatch.startEvaluation();
  return {
    ...{ cloudWatch, clock, database },
    sent: () => ({ ...sent }),
    async call(operation, input) {
      const run = cloudWatch.service.operations[operation];
      if (run === undefined) throw new RangeError(`no operation ${operation}`);
      const context = { now: clock.now(), region: 'us-east-1', accountId: '000000000000' };
      return JSON.parse(JSON.stringify(await run(input, context)));
    },
    close() {
      cloudWatch.stop();
      clock.stop();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
