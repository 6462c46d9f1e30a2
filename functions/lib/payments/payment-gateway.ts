/** A card as the shopper typed it, parsed; it exists only in memory, for as long as the payment takes. */
export type Card = {
  /** 12 to 19 digits. */
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
};

/** A request for money. */
export type PaymentRequest = {
  /** The order's or the deposit's id: what the provider knows the payment by. */
  readonly reference: string;
  readonly amountCents: number;
  readonly currency: string;
  readonly card: Card;
  /** Country of the address that the shopper gave, if they gave one. */
  readonly country?: string;
};

/** What the provider decided on a card. `invalid` means that there is no such card. */
export type PaymentDecision =
  | {
      readonly status: 'authorised';
      readonly authorisationId: string;
      /** Country of the bank that issued the card; undefined when the provider does not know it. */
      readonly cardCountry?: string;
    }
  | { readonly status: 'declined' }
  | { readonly status: 'invalid' };

/** A request to be paid by bank transfer later. */
export type InvoiceRequest = Pick<PaymentRequest, 'reference' | 'amountCents' | 'currency'>;

/** Whether the provider takes the risk of an invoice; `declined` when the amount is more than it trusts a shopper with. */
export type InvoiceDecision =
  | { readonly status: 'authorised'; readonly authorisationId: string }
  | { readonly status: 'declined' };

/** An invoice that may have been paid. */
export type OpenInvoice = {
  readonly reference: string;
  readonly amountCents: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
};

/** A payment provider; all it knows of a payment is under the reference, so that every call may be repeated. */
export interface PaymentGateway {
  /** Reserves the amount on a card; rejects when the signal aborts or the provider fails. */
  authorise(request: PaymentRequest, signal: AbortSignal): Promise<PaymentDecision>;
  /** Asks whether an invoice may be written; rejects when the signal aborts or the provider fails. */
  authoriseInvoice(request: InvoiceRequest, signal: AbortSignal): Promise<InvoiceDecision>;
  /** Takes what is reserved under the reference, once however often it is called; rejects when nothing is, or no longer. */
  capture(reference: string): Promise<void>;
  /** Releases whatever is reserved or taken under the reference, for good; harmless when nothing is. */
  void(reference: string): Promise<void>;
  /** Whether the transfer for an invoice has arrived at that time (epoch milliseconds). */
  invoicePaid(invoice: OpenInvoice, now: number): Promise<boolean>;
}
