import { invalidReceiptHandle } from './sqs-errors.ts';

/** What a receipt handle holds: the message's place and the receive it was given for. */
export type Receipt = { readonly id: number; readonly receipt: string };

export function receiptHandle({ id, receipt }: Receipt): string {
  return Buffer.from(`${id}/${receipt}`).toString('base64');
}

/** Reads a receipt handle; ReceiptHandleIsInvalid when it is none. */
export function parseReceiptHandle(handle: string): Receipt {
  const [, id, receipt] = /^(\d{1,15})\/([\w-]+)$/.exec(Buffer.from(handle, 'base64').toString()) ?? [];
  if (id === undefined || receipt === undefined) throw invalidReceiptHandle();
  return { id: Number(id), receipt };
}
