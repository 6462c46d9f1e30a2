import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PLATFORM, PROJECT } from './project.ts';

const STAMP = path.join(PROJECT, '.sst', 'installed-for.json');

/** What the installed platform depends on: SST's version and `app()`, which pins the providers. */
function fingerprint(): string {
  const { version } = JSON.parse(readFileSync(path.join(PROJECT, 'node_modules/sst/package.json'), 'utf8'));
  const [app = ''] = readFileSync(path.join(PROJECT, 'sst.config.ts'), 'utf8').split('async run(');
  return JSON.stringify({ version, app });
}

function isInstalled(): boolean {
  const complete = existsSync(path.join(PLATFORM, 'node_modules/@pulumi/aws')) && existsSync(STAMP);
  return complete && readFileSync(STAMP, 'utf8') === fingerprint();
}

function install(): void {
  const quiet = { SST_SKIP_DEPENDENCY_CHECK: '1', SST_NO_BUN: '1', SST_TELEMETRY_DISABLED: '1' };
  const env = { ...process.env, ...quiet };
  try {
    const sst = path.join(PROJECT, 'node_modules/.bin/sst');
    execFileSync(sst, ['install', '--stage', 'ci'], { cwd: PROJECT, env, stdio: 'pipe', encoding: 'utf8' });
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    const advice = 'sst install failed; it needs the package registry. It said:';
    throw new Error(`${advice}\n${stdout}\n${stderr}`, { cause });
  }
}

/** Installs SST's platform and the pinned providers once; it needs the package registry alone. */
export function installPlatform(): void {
  if (isInstalled()) return;
  install();
  writeFileSync(STAMP, fingerprint());
}
