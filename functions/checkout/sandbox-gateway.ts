import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { PaymentDecision, PaymentGateway } from './payment-gateway.ts';

const DECLINED = '0002';
const NEVER_ANSWERED = '0119';

/** The check digit rule of ISO/IEC 7812 (Luhn). */
export function hasCheckDigit(number: string): boolean {
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function authorisationId(reference: string): string {
  return `pay_${createHash('sha256').update(reference).digest('hex').slice(0, 24)}`;
}

/**
 * A payment provider that moves no money. The last four digits decide first: 0002 is declined and 0119 is never answered.
 * Any other number is authorised when its check digit is right, and is no card otherwise.
 */
export const sandboxGateway: PaymentGateway = {
  async authorise({ reference, card }, signal): Promise<PaymentDecision> {
    if (card.number.endsWith(DECLINED)) return { status: 'declined' };
    if (card.number.endsWith(NEVER_ANSWERED)) {
      if (!signal.aborted) await once(signal, 'abort');
      signal.throwIfAborted();
    }
    if (!hasCheckDigit(card.number)) return { status: 'invalid' };
    return { status: 'authorised', authorisationId: authorisationId(reference) };
  },
  async void() {},
};
