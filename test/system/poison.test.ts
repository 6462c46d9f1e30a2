import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsClients } from '../support/aws-clients.ts';
import { advance } from '../support/control.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { buy, type Order, productsInStock, registerShopper, type Shopper } from '../support/shopper.ts';

const POISON = ['not json', '{"orderId":"ord_01ARZ3NDEKTSV4RRFFQ69G5FAV","user":"0123456789ab"}'];

describe('poison messages among the orders', () => {
  let system: RunningSystem;
  let shopper: Shopper;
  const queueUrl = (name: string) => `${system.awsUrl}/000000000000/${name}`;

  beforeAll(async () => {
    system = await startSystem({ options: ['--simulated', '--no-traffic'] });
    shopper = await registerShopper(system.siteUrl, 'poison@example.com');
    const productId = (await productsInStock(system.siteUrl))[0]?.id ?? '';
    const { sqs } = awsClients(system.awsUrl);
    await buy(shopper, productId);
    for (const MessageBody of POISON) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl('smallcart-local-orders'), MessageBody }));
      await buy(shopper, productId);
    }
    await advance(system.awsUrl, 'PT30M');
  });
  afterAll(() => system?.stop());

  it('end in the dead-letter queue, each as it was sent', async () => {
    const { sqs } = awsClients(system.awsUrl);
    const QueueUrl = queueUrl('smallcart-local-orders-dead');
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages.map((message) => message.Body).toSorted()).toEqual(POISON.toSorted());
  });

  it('lose nothing else: every order is shipped', async () => {
    const { body } = await shopper.call<{ orders: Order[] }>('GET', '/api/orders');
    expect(body.orders.map((order) => order.status)).toEqual(['shipped', 'shipped', 'shipped']);
  });
});
