import { accountContract } from '../functions/account/contract.ts';
import { adminContract } from '../functions/admin/contract.ts';
import { cartContract } from '../functions/cart/contract.ts';
import { catalogContract } from '../functions/catalog/contract.ts';
import { checkoutContract } from '../functions/checkout/contract.ts';
import type { FunctionContract } from '../functions/lib/contract.ts';
import { opsContract } from '../functions/ops/contract.ts';
import type { HttpFunctionId } from '../monitoring/resources.ts';

/** What every function that serves routes takes and answers. */
export const CONTRACTS: { readonly [I in HttpFunctionId]: FunctionContract<I> } = {
  catalog: catalogContract,
  cart: cartContract,
  checkout: checkoutContract,
  account: accountContract,
  admin: adminContract,
  ops: opsContract,
};
