import { drillMorning } from '../support/drill/drill-start.ts';
import { judgeSilence } from '../support/silence/judge-silence.ts';
import { forgetSilence, runSilence } from '../support/silence/run-silence.ts';
import type { SilenceReport } from '../support/silence/silence.ts';
import { runProgram } from './run-program.ts';
import { silenceOptions, USAGE } from './silence-options.ts';

const MINUTES_A_DAY = 1_440;
const DAY = MINUTES_A_DAY * 60_000;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

function line({ from, until, counts, raised }: SilenceReport): string {
  const { requests, clientErrors, serverErrors, orders, declines, deployments } = counts;
  const days = ((until - from) / DAY).toFixed(2);
  const answers = `${requests} requests (${clientErrors} × 4xx, ${serverErrors} × 5xx)`;
  return `${days} days: ${answers}, ${orders} orders, ${declines} declines, ${deployments} deployments, ${raised.length} alarms raised`;
}

async function main(): Promise<number> {
  const options = silenceOptions(process.argv.slice(2));
  if (options === 'help') {
    print(USAGE);
    return 0;
  }
  const plan = {
    ...{ start: drillMorning(Date.now()), minutes: Math.round(options.days * MINUTES_A_DAY) },
    ...{ traffic: options.traffic, folder: options.data },
  };
  const report = await runSilence(plan, (so) => {
    if (!options.json) print(line(so));
  });
  const wrong = judgeSilence(report);
  if (options.json) print(JSON.stringify({ ...report, wrong }, undefined, 2));
  else
    print(
      [line(report), ...report.raised.map(({ alarm, at }) => `  ${new Date(at).toISOString()} ${alarm}`)].join('\n'),
    );
  if (!options.json) print(wrong.length === 0 ? 'Nobody was disturbed.' : `Disturbed ${wrong.length} times.`);
  // What was told goes with its folder only when there is nothing to look into.
  if (wrong.length === 0) forgetSilence(options.data);
  return wrong.length === 0 ? 0 : 1;
}

await runProgram('silence', main);
