import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchParent } from '../../local/parent-watch.ts';
import { drillName } from '../support/drill/drill.ts';
import { endSystems } from '../support/drill/drill-folders.ts';
import { drillRows, toldSentences } from '../support/drill/drill-table.ts';
import { type DrillVerdict, drillVerdict } from '../support/drill/drill-verdict.ts';
import { DRILLS } from '../support/drill/drills.ts';
import { drillsPage } from '../support/drill/drills-page.ts';
import { runDrills } from '../support/drill/run-drills.ts';
import { type DrillOptions, drillOptions, USAGE } from './drill-options.ts';
import { INTERRUPTED, interruption } from './interruption.ts';
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

/** The verdicts on drills, in their order; one that could not be run to its end is told of, and has none. */
async function verdictsOf(
  { shops, lanes, json }: DrillOptions,
  interrupted: AbortSignal,
): Promise<readonly DrillVerdict[]> {
  const { records, over } = runDrills(shops, lanes, Date.now());
  const judged = [...records].map(async ([drill, running]) => {
    try {
      const verdict = drillVerdict(await running);
      if (!json) tell(verdict);
      return verdict;
    } catch (error) {
      if (!interrupted.aborted) process.stderr.write(`\n✗ ${drillName(drill)} could not be run: ${error}\n`);
      return [];
    }
  });
  const verdicts = (await Promise.all(judged)).flat();
  await over;
  return DRILLS.flatMap((drill) => verdicts.filter((verdict) => verdict.drill === drill));
}

/** However this program ends, what it started ends with it: systems notice by themselves that it was killed. */
function endTogether(interrupted: AbortSignal): void {
  interrupted.addEventListener('abort', () => void endSystems().finally(() => process.exit(INTERRUPTED)));
  if (process.env.npm_lifecycle_event !== undefined) watchParent(() => process.exit(1));
}

async function main(): Promise<number> {
  const options = drillOptions(process.argv.slice(2));
  if (options === 'help') {
    print(USAGE);
    return 0;
  }
  const interrupted = interruption();
  endTogether(interrupted);
  const verdicts = await verdictsOf(options, interrupted);
  if (options.json) print(JSON.stringify(verdicts, undefined, 2));
  const [asked, went] = [options.shops.flat().length, verdicts.filter(({ wrong }) => wrong.length === 0).length];
  if (went === DRILLS.length) writeFileSync(PAGE, drillsPage(verdicts));
  if (!options.json) print(`\n${went} of ${asked} drills went as they should.`);
  return went === asked ? 0 : 1;
}

await runProgram('drill', main);
