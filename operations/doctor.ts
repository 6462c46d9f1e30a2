import { join } from 'node:path';
import { examineStage } from './doctor/examine-stage.ts';
import { parseDoctorOptions, USAGE } from './doctor/options.ts';
import { reportJson } from './doctor/report-json.ts';
import { reportText } from './doctor/report-text.ts';
import { fail } from './fail.ts';
import { loadEnvironment } from './load-environment.ts';
import { OperatorError } from './operator-error.ts';

const folder = join(import.meta.dirname, '..');

try {
  const options = parseDoctorOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(`${USAGE}\n`);
  else {
    if (options.place.kind === 'aws') loadEnvironment(folder, options.place.stage);
    const report = await examineStage(options.place, { folder, environment: process.env });
    process.stdout.write(`${options.json ? reportJson(report) : reportText(report)}\n`);
    process.exitCode = report.verdict === 'wrong' ? 1 : 0;
  }
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  fail(error.message);
}
