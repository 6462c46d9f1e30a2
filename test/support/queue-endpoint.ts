import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as SQS received it. */
export type SentMessage = {
  readonly MessageBody: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly DataType: string; readonly StringValue: string }>>;
  readonly MessageSystemAttributes?: { readonly AWSTraceHeader?: { readonly StringValue: string } };
};

/** An SQS endpoint on loopback that only takes messages; it refuses those for which `refuse` says so. */
export type QueueEndpoint = {
  readonly url: string;
  readonly sent: SentMessage[];
  refuse: (message: SentMessage) => boolean;
  stop(): Promise<void>;
};

/** Starts the endpoint. */
export async function startQueueEndpoint(): Promise<QueueEndpoint> {
  const server = createServer(async (request, response) => {
    const message: SentMessage = JSON.parse(Buffer.concat(await request.toArray()).toString());
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    if (endpoint.refuse(message)) {
      response
        .writeHead(400)
        .end(JSON.stringify({ __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'refused' }));
      return;
    }
    endpoint.sent.push(message);
    const MD5OfMessageBody = createHash('md5').update(message.MessageBody).digest('hex');
    response.end(JSON.stringify({ MessageId: `m-${endpoint.sent.length}`, MD5OfMessageBody }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint: QueueEndpoint = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: [],
    refuse: () => false,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return endpoint;
}
