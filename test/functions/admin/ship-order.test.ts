import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeStatus } from '../../../functions/admin/change-order.ts';
import { sandboxCarrier } from '../../../functions/lib/carrier.ts';
import { newId } from '../../../functions/lib/ids.ts';
import { type CapturedOutput, captureOutput } from '../../support/captured-output.ts';
import { type EmbeddedTable, startEmbeddedTable } from '../../support/embedded-table.ts';
import { NOON } from '../../support/http-event.ts';
import { statusesOf, storeOrder } from '../../support/stored-orders.ts';
import { recordingGateway } from '../checkout/checkout-shop.ts';

let table: EmbeddedTable;
let output: CapturedOutput;
beforeAll(async () => {
  table = await startEmbeddedTable();
  Object.assign(process.env, table.environment);
  output = captureOutput();
});
afterAll(async () => {
  output.stop();
  await table.stop();
});

test('an admin hands no parcel to the carrier whose card cannot be charged', async () => {
  const { id } = await storeOrder();
  const gateway = recordingGateway();
  const accepted: string[] = [];
  const carrier = {
    ...sandboxCarrier,
    accept(reference: string, now: number) {
      accepted.push(reference);
      return sandboxCarrier.accept(reference, now);
    },
  };
  const ship = () => changeStatus(id, 'shipped', { actor: newId('usr', NOON), now: NOON + 1 }, { gateway, carrier });
  gateway.settling = () => Promise.reject(new Error('reset'));
  await expect(ship()).rejects.toMatchObject({ status: 502 });
  expect([accepted, await statusesOf(id)]).toEqual([[], ['created', 'paid']]);
  gateway.forget();
  expect((await ship()).status).toBe('shipped');
  expect([accepted, gateway.captured]).toEqual([[id], [id]]);
});
