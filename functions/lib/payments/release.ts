import { logger } from '../logger.ts';
import { partnerAnswer } from '../partner-answer.ts';
import { safeError } from '../redact.ts';
import type { PaymentGateway } from './payment-gateway.ts';

/** Whether it was done in time; a failure is logged, never thrown. */
async function settled(run: () => Promise<void>, reference: string, failure: string): Promise<boolean> {
  try {
    await partnerAnswer(run);
    return true;
  } catch (error) {
    logger().error(failure, { orderId: reference, error: safeError(error) });
    return false;
  }
}

/**
 * Releases whatever is reserved or taken under the reference. It never throws: what is not released is logged and lapses at
 * the provider, and the shopper gets the answer that they would have got.
 */
export async function release(gateway: PaymentGateway, reference: string): Promise<void> {
  await settled(() => gateway.void(reference), reference, 'An authorisation could not be released.');
}

/** Takes what is reserved under the reference; says whether that was done. It never throws, and may be repeated. */
export function capture(gateway: PaymentGateway, reference: string): Promise<boolean> {
  return settled(() => gateway.capture(reference), reference, 'A payment could not be captured.');
}
