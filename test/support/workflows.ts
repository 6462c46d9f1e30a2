import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod/mini';

const permissions = z.record(z.string(), z.enum(['read', 'write', 'none']));
const concurrency = z.object({ group: z.string(), 'cancel-in-progress': z.union([z.boolean(), z.string()]) });
const step = z.object({
  id: z.optional(z.string()),
  name: z.optional(z.string()),
  if: z.optional(z.string()),
  uses: z.optional(z.string()),
  run: z.optional(z.string()),
  env: z.optional(z.record(z.string(), z.string())),
  with: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
});
const job = z.object({
  needs: z.optional(z.string()),
  if: z.optional(z.string()),
  uses: z.optional(z.string()),
  'runs-on': z.optional(z.string()),
  'timeout-minutes': z.optional(z.number()),
  environment: z.optional(z.union([z.string(), z.object({ name: z.string(), url: z.string() })])),
  permissions: z.optional(permissions),
  env: z.optional(z.record(z.string(), z.string())),
  steps: z.optional(z.array(step)),
});
const workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency,
  jobs: z.record(z.string(), job),
});

export type Step = z.infer<typeof step>;
type Workflow = z.infer<typeof workflow> & { readonly file: string; readonly text: string };

const FOLDER = join(import.meta.dirname, '../../.github/workflows');

/** The project's workflows by their files' names without ending. */
export const WORKFLOWS: ReadonlyMap<string, Workflow> = new Map(
  readdirSync(FOLDER).map((name) => {
    const file = join(FOLDER, name);
    const text = readFileSync(file, 'utf8');
    return [name.replace(/\.yml$/, ''), { ...workflow.parse(parse(text)), file, text }];
  }),
);

/** A workflow by its file's name. */
export function workflowOf(name: string): Workflow {
  const found = WORKFLOWS.get(name);
  if (found === undefined) throw new Error(`no workflow ${name}`);
  return found;
}

/** The only job of a workflow that runs steps. */
export function jobOf(name: string) {
  const jobs = Object.values(workflowOf(name).jobs).filter(({ steps }) => steps !== undefined);
  const [only] = jobs;
  if (only === undefined || jobs.length > 1) throw new Error(`${jobs.length} jobs in ${name}`);
  return only;
}

/** A step of a workflow's only job by its name. */
export function stepOf(workflowName: string, name: string): Step {
  const found = jobOf(workflowName).steps?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no step ${name} in ${workflowName}`);
  return found;
}
