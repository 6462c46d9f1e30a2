import { drillMorning } from '../support/drill/drill-start.ts';
import { judgeSilence } from '../support/silence/judge-silence.ts';
import { runSilence } from '../support/silence/run-silence.ts';
import type { SilenceReport } from '../support/silence/silence.ts';
import { forgetSilence } from '../support/silence/silence-notes.ts';
import { interruption } from './interruption.ts';
import { runProgram } from './run-program.ts';
import { silenceOptions, USAGE } from './silence-options.ts';
import { progressLine, realTimeLeft, resultText } from './silence-text.ts';

const MINUTES_A_DAY = 1_440;
const MINUTE = 60_000;
/** Ended before all days had passed, as a shell has it for Ctrl-C. */
const INTERRUPTED = 130;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Tells of each hour, and when the last one will have passed. */
function teller(days: number): (report: SilenceReport) => void {
  let began: { readonly since: number; readonly real: number } | undefined;
  return (report) => {
    began ??= { since: report.until, real: performance.now() };
    const end = report.from + days * MINUTES_A_DAY * MINUTE;
    const elapsedMs = performance.now() - began.real;
    print(progressLine(report, days, realTimeLeft(report, { end, since: began.since, elapsedMs })));
  };
}

async function main(): Promise<number> {
  const options = silenceOptions(process.argv.slice(2));
  if (options === 'help') {
    print(USAGE);
    return 0;
  }
  const { days, traffic, seed, data: folder, json } = options;
  const plan = {
    ...{ start: drillMorning(Date.now()), minutes: Math.round(days * MINUTES_A_DAY), traffic, folder },
    ...(seed !== undefined && { seed }),
  };
  const signal = interruption();
  const report = await runSilence(plan, { tell: json ? () => {} : teller(days), signal });
  const wrong = judgeSilence(report);
  print(json ? JSON.stringify({ ...report, wrong }, undefined, 2) : resultText(report, days));
  if (wrong.length > 0) return 1;
  if (signal.aborted) return INTERRUPTED;
  // What was told goes with its folder only when there is nothing to look into, and nothing to go on with.
  forgetSilence(folder);
  return 0;
}

await runProgram('silence', main);
