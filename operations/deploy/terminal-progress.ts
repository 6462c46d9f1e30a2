import { stripVTControlCharacters } from 'node:util';
import { elapsed } from './elapsed.ts';
import type { Progress, ProgressStep, StepOutcome } from './progress.ts';

/** How often the live line shows the time that has passed, in milliseconds. */
const REFRESH_MS = 1_000;
const ERASED_LINE = '\r\u001b[2K';
/** The longest name of a step. */
const NAME_WIDTH = 8;

export type TerminalOptions = {
  /** Takes text for the terminal, or for whatever reads in its place. */
  readonly write: (text: string) => void;
  /** Width of the terminal; undefined when there is none, which then gets whole lines alone. */
  readonly columns: () => number | undefined;
  /** Whether each line that a command prints is shown. */
  readonly verbose: boolean;
  /** A clock of real milliseconds, from whatever start. */
  readonly clock: () => number;
};

/** Progress that a terminal shows; `stop` ends its live line, `running` names what it goes on with. */
export type TerminalProgress = Progress & { running(): string | undefined; stop(): void };

type Running = { readonly step: ProgressStep; readonly since: number; readonly detail: string };

/** A line without what a terminal would take for commands. */
const plain = (line: string): string =>
  stripVTControlCharacters(line)
    .replace(/\p{Cc}/gu, ' ')
    .trimEnd();

/** A line for each step with the time it took; on a terminal also one that lives, of what is done now. */
export function createTerminalProgress({ write, columns, verbose, clock }: TerminalOptions): TerminalProgress {
  let running: Running | undefined;
  let timer: NodeJS.Timeout | undefined;

  const erase = (): string => (columns() === undefined ? '' : ERASED_LINE);
  const live = (): string => {
    const width = columns();
    if (running === undefined || width === undefined) return '';
    const { step, since, detail } = running;
    return `  ${step.padEnd(NAME_WIDTH)}  ${elapsed(clock() - since)}  ${detail}`.slice(0, width - 1);
  };
  /** Prints whole lines above the live one. */
  const print = (...lines: readonly string[]): void =>
    write(`${erase()}${lines.map((line) => `${line}\n`).join('')}${live()}`);
  const refresh = (): void => (columns() === undefined ? undefined : write(`${erase()}${live()}`));

  const stop = (): void => {
    clearInterval(timer);
    if (running !== undefined) write(erase());
    running = undefined;
  };

  const sentenceOf = (outcome: StepOutcome, time: string): string => {
    switch (outcome.status) {
      case 'succeeded':
        return time;
      case 'skipped':
        return 'skipped, as it was done before';
      case 'failed':
      case 'interrupted':
        return `${outcome.status} after ${time}: ${outcome.error}`;
      default:
        return outcome satisfies never;
    }
  };

  return {
    begin: (step) => {
      running = { step, since: clock(), detail: '' };
      if (columns() === undefined) return print(`  ${step} …`);
      timer = setInterval(refresh, REFRESH_MS);
      refresh();
    },
    line: (text) => {
      const detail = plain(text);
      if (running === undefined || detail === '') return;
      running = { ...running, detail };
      if (verbose) print(`    | ${detail}`);
      else refresh();
    },
    check: ({ status, name, detail }) => print(`    ${status === 'passed' ? '✓' : '✗'} ${name}: ${detail}`),
    end: (step, outcome) => {
      const time = elapsed(running === undefined ? 0 : clock() - running.since);
      stop();
      const tail = 'tail' in outcome && !verbose ? outcome.tail.map((line) => `    | ${plain(line)}`) : [];
      print(...tail, `  ${step.padEnd(NAME_WIDTH)}  ${sentenceOf(outcome, time)}`);
    },
    say: (sentence) => print(`  ${sentence}`),
    running: () =>
      running === undefined ? undefined : [running.step, running.detail].filter((part) => part !== '').join(': '),
    stop,
  };
}
