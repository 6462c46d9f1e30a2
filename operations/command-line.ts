import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { stageNameFaults } from '../settings/stage-name.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

/** The options that every command on a stage has; PLACE_USAGE explains them. */
export const PLACE_OPTIONS = {
  stage: { type: 'string' },
  'aws-port': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

export const PLACE_USAGE = `  --stage local      the stage: local is the system that npm start runs here, any other is on AWS
  --aws-port 4566    port of the AWS APIs of the system that runs here
  --help             this text`;

/** What Node says is wrong, in a sentence. */
function reasonOf(error: unknown): string {
  const [reason = ''] = error instanceof Error ? error.message.split(/\.?\n|\. /, 1) : [String(error)];
  const [, option] = /^Option '(--[\w-]+).*' argument is ambiguous$/.exec(reason) ?? [];
  return option === undefined ? reason : `${option} takes a value; one that begins with - is given as ${option}=-1`;
}

/**
 * Reads the options of `npm run <command>`, among them PLACE_OPTIONS.
 * @throws OperatorError that names what is wrong
 */
export function readCommandLine<const Options extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new OperatorError(`${reasonOf(error)}. See npm run ${command} -- --help`);
  }
}

/**
 * The port that an option names.
 * @throws OperatorError that names the option and what it takes
 */
export function readPort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new OperatorError(`--${option} takes a whole number from 1 to 65535, not "${text}".`);
}

function checkStage(stage: string): string {
  const faults = stageNameFaults(stage);
  if (faults.length > 0) throw new OperatorError(faults.join('\n'));
  return stage;
}

/**
 * The place that was named: the system on this machine unless it is a stage on AWS.
 * @throws OperatorError that names the option and what it takes
 */
export function readPlace(values: {
  readonly stage?: string | undefined;
  readonly 'aws-port'?: string | undefined;
}): Place {
  const { 'aws-port': awsPort } = values;
  const stage = checkStage(values.stage ?? 'local');
  if (stage === 'local') return { kind: 'local', stage, awsPort: readPort('aws-port', awsPort ?? '4566') };
  if (awsPort === undefined) return { kind: 'aws', stage };
  throw new OperatorError(`--stage ${stage} is on AWS and --aws-port is on this machine: leave one away.`);
}
