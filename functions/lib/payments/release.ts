import { logger } from '../logger.ts';
import { safeError } from '../redact.ts';
import type { PaymentGateway } from './payment-gateway.ts';

/** How long the gateway may take to release an authorisation, in milliseconds. */
export const LONGEST_RELEASE = 1_500;

/**
 * Releases whatever is reserved under the reference. It never throws: what is not released is logged and lapses at the
 * provider, and the shopper gets the answer that they would have got.
 */
export async function release(gateway: PaymentGateway, reference: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${LONGEST_RELEASE} ms.`)), LONGEST_RELEASE);
  try {
    await Promise.race([late.promise, Promise.resolve().then(() => gateway.void(reference))]);
  } catch (error) {
    logger().error('An authorisation could not be released.', { orderId: reference, error: safeError(error) });
  } finally {
    clearTimeout(timer);
  }
}
