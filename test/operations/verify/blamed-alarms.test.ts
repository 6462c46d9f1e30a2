import { describe, expect, test } from 'vitest';
import { blamedAlarms } from '../../../operations/verify/blamed-alarms.ts';
import { isShopEmpty } from '../../../operations/verify/is-shop-empty.ts';
import { startEmbeddedStage } from '../../support/embedded-stage.ts';

const [empty, filled] = [async () => true, async () => false];
const unasked = async () => Promise.reject(new Error('Nobody needs to know.'));

describe('a release is blamed', () => {
  test.each([
    ['for whatever goes off', ['high-error-rate', 'checkout-failures'], unasked],
    ['for a shop with products that is down', ['application-down'], filled],
  ])('%s', async (_, wentOff, isEmpty) => {
    expect(await blamedAlarms(wentOff, isEmpty)).toEqual({ alarms: wentOff, remark: '' });
  });

  test('not for a shop without products that is down, but for what else goes off there', async () => {
    expect(await blamedAlarms(['application-down', 'high-error-rate'], empty)).toEqual({
      alarms: ['high-error-rate'],
      remark: ' application-down is in ALARM as long as the shop has no products.',
    });
  });

  test.each([
    ['not for what only that raised', ['application-down', 'shop-unavailable'], []],
    [
      'but for a composite that something else raised, too',
      ['application-down', 'high-error-rate', 'shop-unavailable'],
      ['high-error-rate', 'shop-unavailable'],
    ],
  ])('%s', async (_, wentOff, alarms) => {
    expect(await blamedAlarms(wentOff, empty)).toMatchObject({ alarms });
  });
});

test('a table that does not answer is no excuse', async () => {
  const stage = await startEmbeddedStage('local', ['catalog']);
  const { awsPort } = stage;
  await stage.stop();
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
  const access = { endpoint: `http://127.0.0.1:${awsPort}`, region: 'us-east-1', credentials };
  expect(await isShopEmpty({ place: { kind: 'local', stage: 'local', awsPort }, access })).toBe(false);
});
