// Asks the registry for known weaknesses of the packages: a high or critical one in what ships fails, others are told.
// Where the registry answers no such question, as a mirror may not, that is said and nothing fails.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledPackages } from './bundled-packages.mjs';

const folder = process.argv[2] ?? join(import.meta.dirname, '..');
const PATIENCE_MS = 60_000;

function audit() {
  const npm = spawnSync('npm', ['audit', '--json'], { cwd: folder, encoding: 'utf8', timeout: PATIENCE_MS });
  try {
    return JSON.parse(npm.stdout);
  } catch {
    return { message: npm.error?.message ?? npm.stderr.trim() };
  }
}

const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
const bundled = bundledPackages(folder, packages);
const report = audit();
if (report.auditReportVersion === undefined) {
  console.log(`Not audited, as the registry does not answer: ${report.message ?? JSON.stringify(report)}`);
} else {
  const found = Object.values(report.vulnerabilities);
  let failing = 0;
  for (const { name, severity, range, nodes, via } of found) {
    const ships = nodes.some((node) => !packages[node]?.dev || bundled.has(node));
    const fails = ships && (severity === 'high' || severity === 'critical');
    if (fails) failing += 1;
    const causes = via.map((cause) => (typeof cause === 'string' ? cause : cause.url)).join(', ');
    console.log(`${fails ? 'FAILS' : 'known'} ${severity}: ${name} ${range}${ships ? '' : ' (a tool)'} ${causes}`);
  }
  console.log(`${found.length} packages with known weaknesses, ${failing} of them high or critical in what ships.`);
  process.exitCode = failing > 0 ? 1 : 0;
}
