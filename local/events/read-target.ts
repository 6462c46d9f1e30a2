import type { JsonObject } from '../aws/json.ts';
import type { Members } from '../aws/members.ts';
import { constraintError, eventsMembers, sized, validationError } from './events-errors.ts';
import { parseJsonPath } from './json-path.ts';
import type { RetryPolicy, Target, TargetKind } from './rule.ts';
import type { TargetInput } from './target-input.ts';

const ID = /^[.\-_A-Za-z0-9]+$/;
const VARIABLE = /^[A-Za-z0-9_-]+$/;
const QUEUE = /^arn:[^:]+:sqs:[^:]+:\d{12}:[\w-]{1,80}$/;
/** How the ARN of each kind of target looks. */
const ARNS: Readonly<Record<TargetKind, RegExp>> = {
  lambda: /^arn:[^:]+:lambda:[^:]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/,
  sqs: QUEUE,
  sns: /^arn:[^:]+:sns:[^:]+:\d{12}:[\w-]{1,256}$/,
  logs: /^arn:[^:]+:logs:[^:]+:\d{12}:log-group:[\w./#-]{1,512}(?::\*)?$/,
};
const MAX_VARIABLES = 100;

/** What one of PutTargets' entries says; the embedded cloud delivers to functions, standard queues, topics and log groups. */
export function readTarget(entry: JsonObject, at: string): Target {
  const members = eventsMembers(entry, `${at}.`);
  const id = sized(members.requiredString('Id'), `${at}.id`, 64, ID);
  const arn = sized(members.requiredString('Arn'), `${at}.arn`, 1600);
  const deadLetterArn = members.object('DeadLetterConfig');
  return {
    id,
    arn,
    kind: kindOf(arn),
    entry,
    input: readInput(members, id, at),
    retryPolicy: readRetryPolicy(members.object('RetryPolicy') ?? {}, `${at}.retryPolicy`),
    deadLetterArn: deadLetterArn && readDeadLetterArn(deadLetterArn, at),
  };
}

function kindOf(arn: string): TargetKind {
  const kinds: readonly TargetKind[] = ['lambda', 'sqs', 'sns', 'logs'];
  const kind = kinds.find((each) => ARNS[each].test(arn));
  if (kind !== undefined) return kind;
  throw validationError(
    `Parameter ${arn} is not valid. Reason: Provided Arn is not that of a function, a standard queue, a topic or a log group.`,
  );
}

function readInput(members: Members, id: string, at: string): TargetInput {
  const input = members.string('Input');
  const path = members.string('InputPath');
  const transformer = members.object('InputTransformer');
  if ([input, path, transformer].filter((each) => each !== undefined).length > 1) {
    throw validationError(`Only one of Input, InputPath, or InputTransformer must be provided for target ${id}.`);
  }
  if (input !== undefined) return { kind: 'constant', text: readConstant(sized(input, `${at}.input`, 8192), id) };
  if (path !== undefined) return { kind: 'path', path: readPath(sized(path, `${at}.inputPath`, 256), 'InputPath', id) };
  return transformer ? readTransformer(transformer, id, `${at}.inputTransformer`) : { kind: 'event' };
}

function readConstant(text: string, id: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw validationError(`Parameter Input for target ${id} is not valid. Reason: it must be valid JSON text.`);
  }
}

function readPath(path: string, place: string, id: string): string {
  if (parseJsonPath(path)) return path;
  throw validationError(`Parameter ${place} for target ${id} is not valid. Reason: Invalid JSON path ${path}.`);
}

function readTransformer(transformer: JsonObject, id: string, at: string): TargetInput {
  const members = eventsMembers(transformer, `${at}.`);
  const template = sized(members.requiredString('InputTemplate'), `${at}.inputTemplate`, 8192);
  const paths = members.stringMap('InputPathsMap') ?? {};
  const entries = Object.entries(paths);
  if (entries.length > MAX_VARIABLES) {
    throw constraintError(entries.length, `${at}.inputPathsMap`, `have length less than or equal to ${MAX_VARIABLES}`);
  }
  for (const [name, path] of entries) {
    sized(name, `${at}.inputPathsMap.key`, 256, VARIABLE);
    if (/^aws/i.test(name)) throw validationError(`InputPathsMap key ${name} for target ${id} starts with AWS.`);
    readPath(path, 'InputPathsMap', id);
  }
  return { kind: 'transformer', paths, template };
}

/** 24 hours and 185 attempts unless told. */
function readRetryPolicy(policy: JsonObject, at: string): RetryPolicy {
  const members = eventsMembers(policy, `${at}.`);
  const attempts = members.integer('MaximumRetryAttempts') ?? 185;
  const seconds = members.integer('MaximumEventAgeInSeconds') ?? 86_400;
  between(attempts, `${at}.maximumRetryAttempts`, 0, 185);
  between(seconds, `${at}.maximumEventAgeInSeconds`, 60, 86_400);
  return { maximumRetryAttempts: attempts, maximumEventAgeMs: seconds * 1000 };
}

function between(value: number, at: string, least: number, most: number): void {
  if (value < least) throw constraintError(value, at, `have value greater than or equal to ${least}`);
  if (value > most) throw constraintError(value, at, `have value less than or equal to ${most}`);
}

function readDeadLetterArn(config: JsonObject, at: string): string | undefined {
  const arn = eventsMembers(config, `${at}.deadLetterConfig.`).string('Arn');
  if (arn === undefined || QUEUE.test(arn)) return arn;
  throw validationError(
    `Parameter DeadLetterConfig.Arn is not valid. Reason: ${arn} is not the ARN of a standard queue.`,
  );
}
