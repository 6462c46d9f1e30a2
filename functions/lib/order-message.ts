import { isId } from './ids.ts';
import { isCorrelationId } from './xray/trace-context.ts';

/** What the outbox tells fulfilment of a new order. */
export type OrderMessage = {
  readonly orderId: string;
  /** The user's pseudonym. */
  readonly user: string;
  /** Id of what the order belongs to, as its request said it. */
  readonly correlationId?: string | undefined;
};

/** Thrown for a message that no outbox has sent; never quotes it. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new MalformedMessageError('The message is not JSON.');
  }
}

/** The order message in a queue message's body. */
export function parseOrderMessage(body: string): OrderMessage {
  const value = parse(body);
  if (typeof value !== 'object' || value === null || !('orderId' in value) || !('user' in value)) {
    throw new MalformedMessageError('The message has no orderId or no user.');
  }
  const { orderId, user } = value;
  if (typeof orderId !== 'string' || !isId('ord', orderId) || typeof user !== 'string') {
    throw new MalformedMessageError('The message’s orderId or user does not have the expected form.');
  }
  const correlationId = 'correlationId' in value ? value.correlationId : undefined;
  return {
    orderId,
    user,
    ...(typeof correlationId === 'string' && isCorrelationId(correlationId) ? { correlationId } : {}),
  };
}
