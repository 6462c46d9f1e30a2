import { expect, test } from 'vitest';
import { createAddressDraft } from '../../../web/src/checkout/address-draft.ts';

test('a typed address is there again for whoever typed it, and for nobody else', () => {
  const draft = createAddressDraft();
  const shipping = { name: 'Robin', street: '1 Long Lane', city: 'Vienna', postcode: '1010', country: 'AT' };
  expect(draft.of('usr_1')).toBeUndefined();
  draft.keep('usr_1', shipping);
  expect(draft.of('usr_1')).toEqual(shipping);
  expect(draft.of('usr_2')).toBeUndefined();
});
