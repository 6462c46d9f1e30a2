import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod/mini';

const FOLDER = join(import.meta.dirname, '..', '..', 'monitoring', 'scenarios');

/** What a scenario file's documents are, as far as they are counted. */
const Scenario = z.object({
  alarm: z.union([z.string(), z.array(z.string())]),
  tests: z.array(z.unknown()),
});

/** How many scenarios monitoring/scenarios/ has for each alarm, by its id. */
export function scenarioCounts(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))) {
    for (const document of parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8'), { schema: 'failsafe' })) {
      const { alarm, tests } = z.parse(Scenario, document.toJS());
      for (const id of [alarm].flat()) counts.set(id, (counts.get(id) ?? 0) + tests.length);
    }
  }
  return counts;
}
