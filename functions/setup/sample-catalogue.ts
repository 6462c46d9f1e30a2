import { createWriteTransaction } from 'electrodb';
import { milestones } from '../lib/entities/milestone.ts';
import { products } from '../lib/entities/product.ts';
import { newId } from '../lib/ids.ts';
import { transact } from '../lib/transact.ts';
import { SAMPLE_PRODUCTS } from './sample-products.ts';

/** Writes the sample catalogue in one transaction unless there has ever been one; returns how many products it wrote. */
export async function createSampleCatalogue(now: number): Promise<number> {
  const { data: reached } = await milestones().get({ name: 'sample-catalogue' }).go({ consistent: true });
  if (reached) return 0;
  const write = createWriteTransaction({ milestone: milestones(), product: products() }, ({ milestone, product }) => [
    milestone.create({ name: 'sample-catalogue', reachedAt: now }).commit(),
    ...SAMPLE_PRODUCTS.map((sample) => product.create({ ...sample, id: newId('prd', now), createdAt: now }).commit()),
  ]);
  const outcome = await transact((token) => write.go({ token }));
  return outcome.committed ? SAMPLE_PRODUCTS.length : 0;
}
