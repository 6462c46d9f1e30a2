import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { FUNCTION_IDS } from '../monitoring/resources.ts';
import type { Settings } from './settings.ts';

/** Folder of a function's bundle, absolute. */
export function bundleFolder(id: string): string {
  return path.join($cli.paths.root, 'dist', 'functions', id);
}

/** Folder of the built site, relative to the root as StaticSite wants it. */
export const SITE_FOLDER = path.join('web', 'dist');

function outputOf(error: unknown, stream: 'stdout' | 'stderr'): string {
  const output: unknown = error instanceof Error ? Reflect.get(error, stream) : undefined;
  return typeof output === 'string' ? output : '';
}

/** What the command printed before it failed, or why it could not be run. */
function failureText(error: unknown): string {
  return `${outputOf(error, 'stdout')}\n${outputOf(error, 'stderr')}`.trim() || String(error);
}

function build(): void {
  try {
    execSync('npm run build', { cwd: $cli.paths.root, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    throw new Error(`npm run build failed, so nothing was deployed:\n${failureText(error)}`);
  }
}

/** Builds the bundles and the site unless PREBUILT=1 says they are there; throws when one is missing afterwards. */
export function buildArtifacts(settings: Settings): void {
  if (!settings.prebuilt) build();
  const expected = [
    ...FUNCTION_IDS.map((id) => path.join(bundleFolder(id), 'index.mjs')),
    ...['index.html', 'openapi.json'].map((file) => path.join($cli.paths.root, SITE_FOLDER, file)),
  ];
  const missing = expected.filter((file) => !existsSync(file)).map((file) => path.relative($cli.paths.root, file));
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run \`npm run build\` or unset PREBUILT.`);
}

function commit(): string {
  try {
    return execSync('git rev-parse --short=12 HEAD', { cwd: $cli.paths.root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unversioned';
  }
}

/** The release that functions report in their log lines. */
export function releaseVersion(settings: Settings): string {
  return settings.version ?? commit();
}
