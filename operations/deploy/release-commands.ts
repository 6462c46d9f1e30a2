import { npmCommand, npmEnvironment } from './npm-command.ts';
import { runCommand } from './run-command.ts';
import type { Work } from './target.ts';

/** Brings a checkout to where it can be deployed, each in the checkout's folder. */
export type ReleaseCommands = Readonly<
  Record<'install' | 'test' | 'build', (folder: string, work: Work) => Promise<void>>
>;

/** How long a command has to end once it is interrupted; what it leaves undone is thrown away with its folder. */
const PATIENCE_MS = 5_000;

function npm(title: string, args: readonly string[]) {
  return (folder: string, { progress, signal }: Work): Promise<void> =>
    runCommand(title, npmCommand(...args), {
      folder,
      environment: npmEnvironment(),
      progress,
      signal,
      patienceMs: PATIENCE_MS,
    });
}

/** The commands as npm runs them. */
export const RELEASE_COMMANDS: ReleaseCommands = {
  install: npm('npm ci', ['ci', '--include=dev', '--include=optional', '--no-fund', '--no-audit']),
  test: npm('npm test', ['test']),
  build: npm('npm run build', ['run', 'build']),
};
