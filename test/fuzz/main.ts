import { startSystem } from '../support/running-system.ts';
import { FUZZ_USAGE, fuzzOptions } from './fuzz-options.ts';
import { type Finding, type FuzzReport, runFuzz } from './run-fuzz.ts';

/** How often the progress is told, in requests. */
const PROGRESS = 1_000;

function tellFinding({ index, method, path, caller, headers, body, faults }: Finding): void {
  console.log(`\n#${index} ${method} ${path} by ${caller}\n  ${JSON.stringify(headers)}\n  ${body}`);
  for (const fault of faults) console.log(`  → ${fault}`);
}

/** Tells each finding as soon as there is one, and now and then how far it is. */
function teller(): (done: number, findings: readonly Finding[]) => void {
  let told = 0;
  let next = PROGRESS;
  return (done, findings) => {
    for (const finding of findings.slice(told)) tellFinding(finding);
    told = findings.length;
    if (done < next) return;
    console.log(`${done} requests …`);
    next += PROGRESS;
  };
}

function tellReport({ requests, statuses, neverSucceeded, findings }: FuzzReport, seconds: number): void {
  const answers = Object.entries(statuses).map(([status, count]) => `${count} × ${status}`);
  console.log(`\n${requests} requests in ${seconds.toFixed(0)} s: ${answers.join(', ')}`);
  if (neverSucceeded.length > 0) console.log(`Never with success: ${neverSucceeded.join(', ')}`);
  console.log(findings.length === 0 ? 'Every answer is as the document says.' : `${findings.length} are not.`);
}

async function main(): Promise<number> {
  const options = fuzzOptions(process.argv.slice(2), Math.floor(Math.random() * 0x7fffffff));
  console.log(`Again with: ${FUZZ_USAGE.split('[')[0]}--requests ${options.requests} --seed ${options.seed}`);
  const system = await startSystem({ options: ['--simulated', '--no-traffic'] });
  const start = performance.now();
  try {
    const report = await runFuzz(options, system, teller());
    tellReport(report, (performance.now() - start) / 1000);
    return report.findings.length === 0 ? 0 : 1;
  } finally {
    await system.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof RangeError ? error.message : error);
  process.exitCode = 1;
}
