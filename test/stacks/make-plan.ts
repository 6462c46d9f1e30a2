import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { builtRoot } from './artifacts.ts';
import type { Plan, PlanRequest } from './plan/plan.ts';
import { PLATFORM, PROJECT } from './project.ts';

export type PlanOptions = {
  readonly stage: string;
  readonly config?: string;
  readonly dev?: boolean;
  /** What settings/stages.ts says instead of what is in it. */
  readonly stages?: object;
  /** Folder that stands in for the project's root; otherwise one that is built, for this plan alone. */
  readonly root?: string;
  readonly environment?: Readonly<Record<string, string>>;
};

/** Thrown when the program fails; its message is what the operator would read. */
class PlanError extends Error {
  override readonly name = 'PlanError';
}

const MAIN = path.join(import.meta.dirname, 'plan', 'main.ts');
/** Pulumi keeps the stack of each of its thousands of promises, and a plan's objects all live until its end. */
const LEAN = ['--stack-trace-limit=2', '--max-semi-space-size=64'];
const SETTINGS = {
  ALARM_EMAIL: 'operator@example.com',
  PREBUILT: '1',
  VERSION: 'abc123',
  SST_SECRET_PseudonymKey: 'a key of a plan that is never deployed',
  SST_SECRET_MetricsToken: 'a token of a plan that is never deployed',
  SST_SECRET_LinkKey: 'a key of links of a plan that is never deployed',
};

/** Variables that the machine may have set and that must not change the plan. */
function inherited(): Record<string, string> {
  const keep = ['PATH', 'HOME', 'TMPDIR', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(keep.flatMap((key) => (process.env[key] ? [[key, process.env[key]]] : [])));
}

function run(request: PlanRequest, env: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [...LEAN, MAIN, JSON.stringify(request)], options, (error, stdout, stderr) => {
      if (error) reject(new PlanError(stderr || error.message));
      else resolve(stdout);
    });
  });
}

function request(options: PlanOptions, root: string): PlanRequest {
  const { stage, config = path.join(PROJECT, 'sst.config.ts'), dev = false, stages } = options;
  return { stage, config, root, platform: PLATFORM, region: 'us-east-1', dev, ...(stages ? { stages } : {}) };
}

/** Plans a deployment of sst.config.ts in a process of its own. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const root = options.root ?? builtRoot();
  try {
    return JSON.parse(await run(request(options, root), { ...inherited(), ...SETTINGS, ...options.environment }));
  } finally {
    if (options.root === undefined) rmSync(root, { recursive: true });
  }
}
