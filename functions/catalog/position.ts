import * as z from 'zod/mini';
import type { Product } from '../lib/entities/product.ts';
import { isId } from '../lib/ids.ts';
import { Problem } from '../lib/problem.ts';
import { fold } from './fold.ts';
import { SORTS, type Sort } from './product-query.ts';

/** Where a product stands in an order: by number, then name, then id, each ascending. */
export type Position = { readonly sort: Sort; readonly number: number; readonly name: string; readonly id: string };

/** Of a name so much is compared; what names have in common beyond it, ids decide. */
const NAME_LENGTH = 120;

function numberOf({ priceCents, createdAt }: Product, sort: Sort): number {
  switch (sort) {
    case 'name':
      return 0;
    case 'price':
      return priceCents;
    case '-price':
      return -priceCents;
    case 'newest':
      return -createdAt;
    default:
      return sort satisfies never;
  }
}

/** Where the product stands in that order. */
export function positionOf(product: Product, sort: Sort): Position {
  return { sort, number: numberOf(product, sort), name: fold(product.name).slice(0, NAME_LENGTH), id: product.id };
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Negative when the first stands before the second in the order that both are of; 0 only for the same product. */
export function comparePositions(one: Position, other: Position): number {
  return one.number - other.number || compareText(one.name, other.name) || compareText(one.id, other.id);
}

const Cursor = z.tuple([
  z.enum(SORTS),
  z.int(),
  z.string().check(z.maxLength(NAME_LENGTH)),
  z.string().check(z.refine((id) => isId('prd', id))),
]);

/** The position as `nextCursor` hands it out. */
export function encodeCursor({ sort, number, name, id }: Position): string {
  return Buffer.from(JSON.stringify([sort, number, name, id])).toString('base64url');
}

function badCursor(message: string): Problem {
  return new Problem(400, 'The cursor does not belong to this list.', {
    code: 'validation',
    errors: [{ path: 'cursor', message }],
  });
}

/** The position that a cursor names; 400 for a string that was not handed out for that order. */
export function decodeCursor(cursor: string, sort: Sort): Position {
  let position: Position;
  try {
    const [of, number, name, id] = z.parse(Cursor, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    position = { sort: of, number, name, id };
  } catch {
    throw badCursor('must be a nextCursor of an earlier answer');
  }
  if (position.sort !== sort) throw badCursor(`is of the list in the order ${position.sort}`);
  return position;
}
