import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** What each of the compared handlers does for a request, besides telling of it. */
export type Work = (client: DynamoDBClient) => Promise<{ readonly statusCode: number; readonly body: string }>;

/** The event of a request, and what Lambda says of the invocation. */
export type Handler = (
  event: APIGatewayProxyEventV2,
  context: { readonly awsRequestId: string },
) => Promise<{ readonly statusCode: number; readonly body: string }>;

export const ROUTE = '/api/products/{id}';

const ANSWER = JSON.stringify({ Item: { id: { S: 'prd_1' }, name: { S: 'Mug' } } });

/** Answers without a network: its noise would be larger than what is measured. */
const requestHandler = {
  async handle() {
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'REQUEST' };
    const body = { async *[Symbol.asyncIterator]() {} };
    const answer = new Response(ANSWER).body ?? body;
    return { response: { statusCode: 200, headers, body: answer } };
  },
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
};

/** A DynamoDB client that does everything but send. */
export function newClient(): DynamoDBClient {
  return new DynamoDBClient({ requestHandler });
}

/** Reads an item and makes an answer of it. */
export const work: Work = async (client) => {
  const { Item } = await client.send(new GetItemCommand({ TableName: 'shop', Key: { pk: { S: 'prd_1' } } }));
  return { statusCode: 200, body: JSON.stringify({ id: Item?.id?.S, name: Item?.name?.S }) };
};
