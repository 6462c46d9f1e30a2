import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { OperatorError } from '../../../operator-error.ts';
import type { Change } from '../../target.ts';

const State = z.nullish(z.object({ inputs: z.nullish(z.record(z.string(), z.unknown())) }));

/** A step of Pulumi as `sst diff --json` prints it, as far as a plan needs it. */
const Step = z.object({ op: z.string(), urn: z.string(), type: z.string(), old: State, new: State });

/** A replacement is several steps on one resource: together they change it. */
const ACTIONS: Readonly<Record<string, Change['action']>> = {
  create: 'add',
  import: 'add',
  update: 'change',
  replace: 'change',
  'create-replacement': 'change',
  'delete-replaced': 'change',
  'import-replacement': 'change',
  delete: 'remove',
};

/** SST's components, providers and notes have nothing on AWS; what they consist of is listed by itself. */
const BOOKKEEPING = /^(sst:|pulumi:|\w[\w-]*:providers:)/;

/** `aws:lambda/function:Function` is `aws:lambda:Function`. */
const shownType = (type: string): string => type.replace(/^([^:]+):([^/:]+)\/[^:]+:/, '$1:$2:');
const nameIn = (urn: string): string => urn.slice(urn.lastIndexOf('::') + 2);

/** The JSON among all that was printed: an array whose brackets stand alone on their lines. */
function printedJson(lines: readonly string[]): unknown {
  const first = lines.findIndex((line) => line === '[' || line === '[]');
  const last = lines.lastIndexOf(lines[first] === '[' ? ']' : '[]');
  try {
    return JSON.parse(lines.slice(first, last + 1).join('\n'));
  } catch (cause) {
    throw new OperatorError('sst diff printed no plan. See what npx sst diff says.', { cause });
  }
}

const UPLOAD = 'pulumi-nodejs:dynamic:Resource';

/** Without where the files lie on this machine, which is another folder with each deployment, and listed in another order. */
function essence(name: string, value: unknown): unknown {
  if (name === 'source') return undefined;
  return Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value;
}

const inputsOf = (state: z.output<typeof State>): unknown => JSON.parse(JSON.stringify(state?.inputs ?? null), essence);

/** Whether SST only looks again at files that it has uploaded: it knows them by their hashes. */
function isSameUpload({ op, type, old: before, new: after }: z.output<typeof Step>): boolean {
  return op === 'update' && type === UPLOAD && isDeepStrictEqual(inputsOf(before), inputsOf(after));
}

const FUNCTION = 'aws:lambda/function:Function';

/** A function's variables, of which `VERSION` names its release. */
const Versioned = z.looseObject({
  environment: z.looseObject({ variables: z.looseObject({ VERSION: z.string() }) }),
});

/** What a function is made of but for its version; undefined where its version is not to be seen. */
function unversioned(state: z.output<typeof State>): unknown {
  const seen = z.safeParse(Versioned, state?.inputs);
  if (!seen.success) return undefined;
  const { environment, ...others } = seen.data;
  const { VERSION: _, ...variables } = environment.variables;
  return { ...others, environment: { ...environment, variables } };
}

/** Whether all that a step changes of a function is the release that it says it is of. */
function isVersionAlone({ op, type, old: before, new: after }: z.output<typeof Step>): boolean {
  const former = unversioned(before);
  return op === 'update' && type === FUNCTION && former !== undefined && isDeepStrictEqual(former, unversioned(after));
}

/** What `sst diff --json` printed, as changes by type and name; nothing of the resources' values is kept, some are secret. */
export function parseDiff(lines: readonly string[]): readonly Change[] {
  const steps = z.safeParse(z.array(Step), printedJson(lines));
  if (!steps.success) throw new OperatorError('sst diff printed another plan than SST 4.17 does. Run npm ci.');
  const changes = new Map<string, Change>();
  for (const step of steps.data) {
    const { op, urn, type } = step;
    const action = ACTIONS[op];
    if (action === undefined || BOOKKEEPING.test(type) || isSameUpload(step)) continue;
    const replaced = changes.has(urn) && changes.get(urn)?.action !== action;
    const alone = isVersionAlone(step) ? { versionAlone: true as const } : {};
    changes.set(urn, { action: replaced ? 'change' : action, type: shownType(type), name: nameIn(urn), ...alone });
  }
  return [...changes.values()];
}
