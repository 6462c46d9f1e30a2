import type { FieldMessages } from '../../forms/field-messages.ts';
import { readPrice } from '../../state/catalogue-query.ts';
import type { ItemWrite } from '../admin-api.ts';
import { readCount } from '../products/whole-number.ts';

/** An item as it is typed. */
export type TypedItem = { name: string; unitPrice: string; quantity: string };

/** What must be mended before it makes sense to send an item. */
export function itemProblems({ name, unitPrice, quantity }: TypedItem): FieldMessages {
  return {
    ...(name === '' && { name: 'Enter a name.' }),
    ...((readPrice(unitPrice) ?? 0) === 0 && { unitPrice: 'Enter a price such as 4.50, up to 100,000.' }),
    ...(readCount(quantity) === undefined && { quantity: 'Enter a whole number from 0 to 1,000,000.' }),
  };
}

/** What the API is told of a typed item without problems. */
export function itemOf({ name, unitPrice, quantity }: TypedItem): ItemWrite {
  return { name, unitPrice: (readPrice(unitPrice) ?? 0) / 100, quantity: readCount(quantity) ?? 0 };
}
