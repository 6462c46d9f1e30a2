import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../local/store.ts';
import { type EmbeddedCloudWatch, embedCloudWatch } from '../../support/embedded-cloudwatch.ts';

/** The embedded CloudWatch on a database file in a folder of its own, as `npm start` has it. */
export type Subject = EmbeddedCloudWatch & { close(): void };

/** Opens it empty, on a clock that stands still until advanced. */
export function openSubject(): Subject {
  const folder = mkdtempSync(join(tmpdir(), 'smallcart-bench-'));
  const database = openStore(folder);
  const system = embedCloudWatch(database, {
    onError: (error) => {
      throw error;
    },
  });
  return {
    ...system,
    close() {
      system.cloudWatch.stop();
      system.clock.stop();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
