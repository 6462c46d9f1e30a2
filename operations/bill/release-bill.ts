import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { CostLine } from '../../monitoring/cost-line.ts';
import { runCommand } from '../deploy/run-command.ts';
import { OperatorError } from '../operator-error.ts';

const Bill = z.array(z.object({ item: z.string(), quantity: z.string(), dollars: z.number() }));

/**
 * The monthly bill that the code of a checkout tells for a stage, which need not be installed for that; undefined for a
 * release that cannot tell one yet.
 */
export async function releaseBill(
  folder: string,
  stage: string,
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<readonly CostLine[] | undefined> {
  const program = join('operations', 'print-bill.ts');
  if (!existsSync(join(folder, program))) return undefined;
  const lines: string[] = [];
  const progress = (line: string): void => void lines.push(line);
  await runCommand('The bill', [process.execPath, program, stage], { folder, environment, progress, signal });
  const bill = z.safeParse(Bill, JSON.parse(lines.at(-1) ?? 'null'));
  if (bill.success) return bill.data;
  throw new OperatorError(`The release in ${folder} tells a bill of another form.`);
}
