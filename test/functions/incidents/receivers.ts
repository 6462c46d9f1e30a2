import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came to a receiver. */
export type Received = { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };

/** What stands for Slack, PagerDuty, SNS and a webhook of one's own: it keeps what it is told. */
export type Receivers = {
  readonly url: string;
  /** What the secret Channels says so that these are told. */
  readonly channels: string;
  readonly received: Received[];
  /** What it answers; 200 unless told otherwise, and no answer at all for `undefined`. */
  answer: (received: Received) => { readonly status: number; readonly headers?: Record<string, string> } | undefined;
  stop(): Promise<void>;
};

export const WEBHOOK_SECRET = 'a secret of a webhook that is in a test';

const SNS_ANSWER = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';

/** Starts them on a free port. */
export async function startReceivers(): Promise<Receivers> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const told = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() };
      const answer = receivers.answer(told);
      if (answer === undefined) return;
      if (answer.status < 300) receivers.received.push(told);
      response.writeHead(answer.status, answer.headers);
      response.end(told.path === '/' ? SNS_ANSWER : 'ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const of = (contact: string, key: string) => ({
    slackWebhookUrl: `${url}/slack/${contact}`,
    pagerDutyRoutingKey: key.repeat(32),
    pagerDutyUrl: `${url}/pagerDuty/${contact}`,
    webhookUrl: `${url}/webhook/${contact}`,
    webhookSecret: WEBHOOK_SECRET,
  });
  const receivers: Receivers = {
    url,
    channels: JSON.stringify({ first: of('first', 'a'), next: of('next', 'b') }),
    received: [],
    answer: () => ({ status: 200 }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receivers;
}

/** Who was told: `slack/first`, by mail `email/first`; in the order of the alphabet. */
export function whoWasTold({ received }: Pick<Receivers, 'received'>): readonly string[] {
  return received
    .map(({ path, body }) => {
      if (path !== '/') return path.slice(1).replace(/\/change$/, '');
      return new URLSearchParams(body).get('TopicArn')?.endsWith('mail-next') ? 'email/next' : 'email/first';
    })
    .sort();
}
