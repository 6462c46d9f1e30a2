import { join } from 'node:path';
import { examineStage } from './doctor/examine-stage.ts';
import { type DoctorOptions, parseDoctorOptions, USAGE } from './doctor/options.ts';
import { reportJson } from './doctor/report-json.ts';
import { reportText } from './doctor/report-text.ts';
import { runCommandLine } from './run-command-line.ts';

const folder = join(import.meta.dirname, '..');

await runCommandLine(folder, parseDoctorOptions, USAGE, async ({ place, json }: DoctorOptions) => {
  const report = await examineStage(place, { folder, environment: process.env });
  process.exitCode = report.verdict === 'wrong' ? 1 : 0;
  return json ? reportJson(report) : reportText(report);
});
