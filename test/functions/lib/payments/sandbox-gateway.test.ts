import { describe, expect, test } from 'vitest';
import { sandboxGateway } from '../../../../functions/lib/payments/sandbox-gateway.ts';

const MINUTE = 60_000;
const never = new AbortController().signal;
const request = { reference: 'ord_1', amountCents: 1850, currency: 'EUR', country: 'NL' };
const pay = (number: string) =>
  sandboxGateway.authorise({ ...request, card: { number, expiry: '12/30', cvc: '123' } }, never);

describe('a card', () => {
  test.each([
    ['with a right check digit is authorised, from the country of the address', '4242424242424242', 'NL'],
    ['from Britain says so', '4000008260000000', 'GB'],
    ['from Germany says so', '4000002760000016', 'DE'],
  ])('%s', async (_, number, cardCountry) => {
    expect(await pay(number)).toEqual({
      status: 'authorised',
      authorisationId: expect.stringMatching(/^pay_/),
      cardCountry,
    });
  });

  test.each([
    ['that ends in 0002 is declined', '4000000000000002', 'declined'],
    ['with a wrong check digit does not exist', '4242424242424241', 'invalid'],
  ])('%s', async (_, number, status) => {
    expect(await pay(number)).toEqual({ status });
  });

  test('that ends in 0119 is not answered until somebody gives up', async () => {
    const card = { number: '4000000000000119', expiry: '12/30', cvc: '123' };
    const controller = new AbortController();
    const answer = sandboxGateway.authorise({ ...request, card }, controller.signal);
    controller.abort();
    await expect(answer).rejects.toThrow();
    await expect(sandboxGateway.authorise({ ...request, card }, controller.signal)).rejects.toThrow();
  });

  test('has the same authorisation however often it is asked for', async () => {
    expect(await pay('4242424242424242')).toEqual(await pay('4242424242424242'));
  });
});

describe('an invoice', () => {
  test.each([
    ['of 500.00 is authorised', 50_000, 'authorised'],
    ['of a cent more is declined', 50_001, 'declined'],
  ])('%s', async (_, amountCents, status) => {
    expect(await sandboxGateway.authoriseInvoice({ ...request, amountCents }, never)).toMatchObject({ status });
  });

  test.each([
    ['is not paid a moment before half an hour is over', 1850, 30 * MINUTE - 1, false],
    ['is paid after half an hour', 1850, 30 * MINUTE, true],
    ['whose total ends in 13 cents is never paid', 2013, 30 * 24 * 60 * MINUTE, false],
  ])('%s', async (_, amountCents, later, paid) => {
    const invoice = { reference: 'ord_1', amountCents, createdAt: MINUTE };
    expect(await sandboxGateway.invoicePaid(invoice, MINUTE + later)).toBe(paid);
  });
});
