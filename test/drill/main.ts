import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drillRows, toldSentences } from '../support/drill/drill-table.ts';
import { type DrillVerdict, drillVerdict } from '../support/drill/drill-verdict.ts';
import { DRILLS } from '../support/drill/drills.ts';
import { drillsPage } from '../support/drill/drills-page.ts';
import { runDrills } from '../support/drill/run-drills.ts';
import { type DrillOptions, drillOptions, USAGE } from './drill-options.ts';
import { runProgram } from './run-program.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'drills.md');

const print = (text: string): void => void process.stdout.write(`${text}\n`);

function tell(verdict: DrillVerdict): void {
  print(`\n${verdict.wrong.length === 0 ? '✓' : '✗'} ${verdict.name}, on for ${verdict.minutes} minutes`);
  for (const { alarm, promised, detected, resolved } of drillRows(verdict))
    print(`  ${alarm.padEnd(34)} promised ${promised.padEnd(8)} detected ${detected.padEnd(8)} resolved ${resolved}`);
  for (const sentence of toldSentences(verdict)) print(`  told: ${sentence}`);
  for (const sentence of verdict.wrong) print(`  wrong: ${sentence}`);
}

async function verdictsOf({ shops, lanes, json }: DrillOptions): Promise<readonly DrillVerdict[]> {
  const { records, over } = runDrills(shops, lanes, Date.now());
  const verdicts = await Promise.all(
    DRILLS.filter((drill) => records.has(drill)).map(async (drill) => {
      const record = await records.get(drill);
      const verdict = record && drillVerdict(record);
      if (verdict !== undefined && !json) tell(verdict);
      return verdict ?? [];
    }),
  );
  await over;
  return verdicts.flat();
}

async function main(): Promise<number> {
  const options = drillOptions(process.argv.slice(2));
  if (options === 'help') {
    print(USAGE);
    return 0;
  }
  const verdicts = await verdictsOf(options);
  if (options.json) print(JSON.stringify(verdicts, undefined, 2));
  const failed = verdicts.filter(({ wrong }) => wrong.length > 0);
  if (failed.length === 0 && verdicts.length === DRILLS.length) writeFileSync(PAGE, drillsPage(verdicts));
  if (!options.json) print(`\n${verdicts.length - failed.length} of ${verdicts.length} drills went as they should.`);
  return failed.length === 0 ? 0 : 1;
}

await runProgram('drill', main);
