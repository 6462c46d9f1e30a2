import { drillMorning } from '../support/drill/drill-start.ts';
import { judgeSilence } from '../support/silence/judge-silence.ts';
import { lanesOf } from '../support/silence/lanes-of.ts';
import { type LanesAudience, runLanes } from '../support/silence/run-lanes.ts';
import type { SilencePlan, SilenceReport } from '../support/silence/silence.ts';
import { forgetSilence } from '../support/silence/silence-notes.ts';
import { goOnAsBegun } from './go-on-as-begun.ts';
import { INTERRUPTED, interruption } from './interruption.ts';
import { runProgram } from './run-program.ts';
import { type SilenceOptions, silenceOptions, USAGE } from './silence-options.ts';
import { passed, progressLine, resultText } from './silence-text.ts';

const MINUTES_A_DAY = 1_440;
const MINUTE = 60_000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Tells of each hour, and when the last one will have passed if it goes on as fast as since the first that was told of. */
function teller(days: number, lanes: number): (reports: readonly SilenceReport[]) => void {
  let began: { readonly passed: number; readonly at: number } | undefined;
  return (reports) => {
    const far = passed(reports);
    if (reports.length === lanes) began ??= { passed: far, at: performance.now() };
    const pace = began === undefined || far === began.passed ? undefined : far - began.passed;
    const elapsed = performance.now() - (began?.at ?? 0);
    const left = days * MINUTES_A_DAY * MINUTE - far;
    print(progressLine(reports, days, pace === undefined ? undefined : (elapsed / pace) * left));
  };
}

function plansOf({ days, lanes, traffic, seed, data: folder }: SilenceOptions) {
  const minutes = Math.round(days * MINUTES_A_DAY);
  const plan = { start: drillMorning(Date.now()), minutes, traffic, folder, ...(seed !== undefined && { seed }) };
  return lanesOf(plan, lanes);
}

/** What was heard; where the days cannot go on, what was heard until then is told with the error. */
async function heardOf(plans: readonly SilencePlan[], { tell, signal }: LanesAudience, days: number) {
  let sofar: readonly SilenceReport[] = [];
  const hear = (reports: readonly SilenceReport[]): void => {
    sofar = reports;
    tell(reports);
  };
  try {
    return await runLanes(plans, { tell: hear, ...(signal !== undefined && { signal }) });
  } catch (error) {
    process.stderr.write(`${resultText(sofar, days)}\n`);
    throw error;
  }
}

async function main(): Promise<number> {
  const options = silenceOptions(process.argv.slice(2));
  if (options === 'help') {
    print(USAGE);
    return 0;
  }
  goOnAsBegun(options);
  const { days, json } = options;
  const plans = plansOf(options);
  const signal = interruption();
  const tell = json ? () => {} : teller(days, plans.length);
  const reports = await heardOf(plans, { tell, signal }, days);
  const wrong = reports.flatMap(judgeSilence);
  print(json ? JSON.stringify({ lanes: reports, wrong }, undefined, 2) : resultText(reports, days));
  if (wrong.length > 0) return 1;
  if (signal.aborted) return INTERRUPTED;
  // What was told goes with its folder only when there is nothing to look into, and nothing to go on with.
  for (const folder of [options.data, ...plans.map((plan) => plan.folder)]) forgetSilence(folder);
  return 0;
}

await runProgram('silence', main);
