import * as z from 'zod/mini';
import { invokeSetup } from './invoke-setup.ts';
import { localTime } from './local-time.ts';
import { OperatorError } from './operator-error.ts';
import type { Place } from './place.ts';

const Answer = z.object({ products: z.number() });

/** Has the sample catalogue written, and says in a sentence what came of it. */
export async function seedStage({ place }: { readonly place: Place }): Promise<string> {
  const time = place.kind === 'local' ? await localTime(place.awsPort) : undefined;
  const event = { catalogue: 'sample', ...(time === undefined ? {} : { time }) };
  const { success, data } = z.safeParse(Answer, await invokeSetup(place, event));
  if (!success) throw new OperatorError('The function answered something else. Deploy the version that you have here.');
  if (data.products > 0)
    return `The shop of stage ${place.stage} has ${data.products} products of the sample catalogue.`;
  return `The shop of stage ${place.stage} has had the sample catalogue before: nothing was changed.`;
}
