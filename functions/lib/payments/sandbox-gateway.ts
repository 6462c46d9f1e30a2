import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { PaymentDecision, PaymentGateway } from './payment-gateway.ts';

const DECLINED = '0002';
const NEVER_ANSWERED = '0119';

/** Cards from abroad, by number; any other card is from the country of the shopper's address. */
const CARD_COUNTRIES: Readonly<Record<string, string>> = {
  '4000008260000000': 'GB',
  '4000002760000016': 'DE',
};

/** The largest invoice, in cents. */
const LARGEST_INVOICE = 50_000;
/** How long a transfer takes, in milliseconds. */
const TRANSFER_TIME = 30 * 60_000;
/** Invoices whose total ends in these cents are never paid. */
const NEVER_PAID = 13;

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
 * A payment provider that moves no money and remembers nothing. The last four digits of a card decide first: 0002 is declined
 * and 0119 is never answered. Any other number is authorised when its check digit is right, and is no card otherwise. Invoices
 * up to 500.00 are authorised, and paid half an hour later unless their total ends in 13 cents.
 */
export const sandboxGateway: PaymentGateway = {
  async authorise({ reference, card, country }, signal): Promise<PaymentDecision> {
    if (card.number.endsWith(DECLINED)) return { status: 'declined' };
    if (card.number.endsWith(NEVER_ANSWERED)) {
      if (!signal.aborted) await once(signal, 'abort');
      signal.throwIfAborted();
    }
    if (!hasCheckDigit(card.number)) return { status: 'invalid' };
    const cardCountry = CARD_COUNTRIES[card.number] ?? country;
    return {
      status: 'authorised',
      authorisationId: authorisationId(reference),
      ...(cardCountry === undefined ? {} : { cardCountry }),
    };
  },
  async authoriseInvoice({ reference, amountCents }) {
    if (amountCents > LARGEST_INVOICE) return { status: 'declined' };
    return { status: 'authorised', authorisationId: authorisationId(reference) };
  },
  async capture() {},
  async void() {},
  async invoicePaid({ amountCents, createdAt }, now) {
    return amountCents % 100 !== NEVER_PAID && now >= createdAt + TRANSFER_TIME;
  },
};
