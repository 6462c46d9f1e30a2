import type { FieldMessages } from '../../forms/field-messages.ts';
import { readPrice, writePrice } from '../../state/catalogue-query.ts';
import type { AdminProduct } from '../admin-api.ts';

/** A product's facts as they are typed; prices in the currency's own unit, an empty cost is unknown. */
export type ProductDraft = { name: string; description: string; category: string; price: string; cost: string };
export type DraftField = keyof ProductDraft;

/** What a product's facts are called. */
export const FIELD_NAMES: Readonly<Record<DraftField, string>> = {
  name: 'Name',
  description: 'Description',
  category: 'Category',
  price: 'Price',
  cost: 'Cost',
};

const FIELDS = ['name', 'description', 'category', 'price', 'cost'] as const satisfies readonly DraftField[];

/** The draft of a product that there is none of yet. */
export const NO_DRAFT: ProductDraft = { name: '', description: '', category: '', price: '', cost: '' };

type Facts = Pick<AdminProduct, 'name' | 'description' | 'category' | 'priceCents' | 'costCents'>;

/** A product's facts as they would be typed. */
export function draftOf({ name, description, category, priceCents, costCents }: Facts): ProductDraft {
  return { name, description, category, price: writePrice(priceCents), cost: writePrice(costCents ?? undefined) };
}

/** What must be mended in a draft before it makes sense to send it. */
export function draftProblems({ name, category, price, cost }: ProductDraft): FieldMessages {
  return {
    ...(name.trim() === '' && { name: 'Enter a name.' }),
    ...(category.trim() === '' && { category: 'Enter a category.' }),
    ...((readPrice(price) ?? 0) === 0 && { price: 'Enter a price such as 4.50, up to 100,000.' }),
    ...(cost.trim() !== '' && readPrice(cost) === undefined && { cost: 'Enter a cost such as 2.10, or nothing.' }),
  };
}

/** What the API is told of a draft. */
export function factsOf({ name, description, category, price, cost }: ProductDraft): Facts {
  return {
    ...{ name: name.trim(), description: description.trim(), category: category.trim() },
    priceCents: readPrice(price) ?? 0,
    costCents: readPrice(cost) ?? null,
  };
}

/** The facts in which a draft differs from a product: nothing else is sent, so that nothing else is overwritten. */
export function changesOf(draft: ProductDraft, product: Facts): Partial<Facts> {
  const facts = factsOf(draft);
  return {
    ...(facts.name !== product.name && { name: facts.name }),
    ...(facts.description !== product.description && { description: facts.description }),
    ...(facts.category !== product.category && { category: facts.category }),
    ...(facts.priceCents !== product.priceCents && { priceCents: facts.priceCents }),
    ...(facts.costCents !== product.costCents && { costCents: facts.costCents }),
  };
}

/** A fact that somebody else has changed, and whether the draft changes it as well. */
export type Conflict = { field: DraftField; theirs: string; both: boolean };

/** What somebody else has changed since a product was read as `before`. */
export function conflictsOf(before: Facts, theirs: Facts, draft: ProductDraft): Conflict[] {
  const [was, is] = [draftOf(before), draftOf(theirs)];
  return FIELDS.filter((field) => was[field] !== is[field]).map((field) => ({
    ...{ field, theirs: is[field] },
    both: draft[field] !== was[field] && draft[field] !== is[field],
  }));
}

/** The draft on top of what somebody else has made of the product: theirs wherever the draft had changed nothing. */
export function mergeDraft(draft: ProductDraft, before: Facts, theirs: Facts): ProductDraft {
  const [was, is] = [draftOf(before), draftOf(theirs)];
  const merged = (field: DraftField) => (draft[field] === was[field] ? is[field] : draft[field]);
  return {
    ...{ name: merged('name'), description: merged('description'), category: merged('category') },
    ...{ price: merged('price'), cost: merged('cost') },
  };
}

const NAMES_IN_API: Readonly<Record<string, DraftField>> = { priceCents: 'price', costCents: 'cost' };

/** The server's objections by the draft's fields. */
export function draftMessages(messages: FieldMessages): FieldMessages {
  return Object.fromEntries(Object.entries(messages).map(([name, text]) => [NAMES_IN_API[name] ?? name, text]));
}
