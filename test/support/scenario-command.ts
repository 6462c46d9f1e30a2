import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createPaint } from '../../local/scenario/paint.ts';
import { type ExitCode, runScenarios } from '../../local/scenario/run-scenarios.ts';
import { parseScenarioOptions } from '../../local/scenario/scenario-options.ts';

/** How a run of the command ended and what it printed. */
export type ScenarioRun = {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
  /** The files that it wrote, by name. */
  readonly written: ReadonlyMap<string, string>;
};

/** Runs `npm run scenario` in process, in a folder of its own that holds the files given (text by name). */
export async function runScenarioCommand(
  files: Readonly<Record<string, string>>,
  args: readonly string[] = ['.'],
  colours = false,
): Promise<ScenarioRun> {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  const out: string[] = [];
  const err: string[] = [];
  const written = new Map<string, string>();
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const options = parseScenarioOptions(args);
    if (options === 'help') throw new RangeError('help is not run');
    const code = await runScenarios(options, {
      cwd: folder,
      defaultPath: '.',
      paint: createPaint(colours),
      paintError: createPaint(colours),
      print: (line) => void out.push(line),
      printError: (line) => void err.push(line),
      write: (file, text) => {
        writeFileSync(resolve(folder, file), text);
        written.set(file, readFileSync(resolve(folder, file), 'utf8'));
      },
    });
    return { code, out: out.join('\n'), err: err.join('\n'), written };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
