import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { FUNCTION_IDS, JOB_IDS } from '../../../monitoring/resources.ts';
import { awsClients } from '../aws-clients.ts';
import { putFault, removeFault, virtualNow } from '../control.ts';
import { type Drive, ROUTES } from './drive.ts';
import { TYPED } from './typed-values.ts';

/** Runs every job, apart from its schedule; what fails is told by the jobs themselves. */
export async function runJobs(awsUrl: string): Promise<void> {
  const Payload = JSON.stringify({ time: (await virtualNow(awsUrl)).toISOString() });
  const { lambda } = awsClients(awsUrl);
  for (const job of JOB_IDS)
    await lambda.send(new InvokeCommand({ FunctionName: `smallcart-local-${job}`, Payload, LogType: 'None' }));
}

/** Asks every function whether it works, as a deployment does. */
export async function checkHealth(awsUrl: string): Promise<void> {
  const { lambda } = awsClients(awsUrl);
  const Payload = JSON.stringify({ health: 'check' });
  for (const id of FUNCTION_IDS)
    await lambda.send(new InvokeCommand({ FunctionName: `smallcart-local-${id}`, Payload }));
}

/** Gives functions that serve no routes what they cannot make sense of, with something personal in it. */
export async function feedRubbish(awsUrl: string): Promise<void> {
  const { lambda, sqs } = awsClients(awsUrl);
  for (const event of [{ adminEmail: TYPED.noEmail }, { admin: { email: TYPED.noEmail } }, TYPED])
    await lambda.send(new InvokeCommand({ FunctionName: 'smallcart-local-setup', Payload: JSON.stringify(event) }));
  const queue = `${awsUrl}/000000000000/smallcart-local-orders`;
  for (const MessageBody of [TYPED.message, JSON.stringify({ orderId: TYPED.card, user: TYPED.email })])
    await sqs.send(new SendMessageCommand({ QueueUrl: queue, MessageBody }));
}

/** Raises an alarm that acts and ends it, so that people are notified. */
export async function notifyPeople(awsUrl: string, alarm: string): Promise<void> {
  const { cloudwatch } = awsClients(awsUrl);
  const reason = { AlarmName: alarm, StateReason: 'Tried out.' };
  await cloudwatch.send(new SetAlarmStateCommand({ ...reason, StateValue: 'ALARM' }));
  await cloudwatch.send(new SetAlarmStateCommand({ ...reason, StateValue: 'OK' }));
}

/** Everything but what sessions are read with, so that functions get as far as their own work. */
const WORK = ['Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchGetItem', 'TransactWriteItems'];
/** Requests that are sent at the same time. */
const ABREAST = 4;

async function repeatEach(drive: Drive, keys: readonly string[]): Promise<void> {
  const before = [...drive.asked];
  const waiting = keys.flatMap((key) => before.find((asked) => asked.key === key && asked.status < 300) ?? []);
  const repeat = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await drive.ask(next.key, next.ask);
  };
  await Promise.all(Array.from({ length: ABREAST }, repeat));
}

/** More execution environments of a function than a run has at any time. */
const ENVIRONMENTS = 50;

/** Asks for the categories until no execution environment has the catalogue from before; each request ends the one that it had. */
async function askAnew({ ask }: Drive, awsUrl: string): Promise<void> {
  await putFault(awsUrl, 'cold-start-storm', { functions: ['catalog'], rate: 1 });
  for (let kept = ENVIRONMENTS; kept > 0; kept -= 1) {
    const { status } = await ask('GET /api/categories');
    if (status >= 500) break;
  }
  await removeFault(awsUrl, 'cold-start-storm');
}

/** Each request that went well is sent again while the table does not answer, and jobs run; at first it answers nothing at all, and at last it throttles. */
export async function fail(drive: Drive, awsUrl: string): Promise<void> {
  await putFault(awsUrl, 'dynamodb-errors', { rate: 1 });
  await repeatEach(drive, ['GET /api/cart', 'GET /api/orders', 'GET /api/auth/me', 'GET /api/ops/alarms']);
  await putFault(awsUrl, 'dynamodb-errors', { rate: 1, operations: WORK });
  await repeatEach(
    drive,
    ROUTES.map(({ key }) => key),
  );
  await askAnew(drive, awsUrl);
  await runJobs(awsUrl);
  await removeFault(awsUrl, 'dynamodb-errors');
  await putFault(awsUrl, 'dynamodb-throttling', {});
  await repeatEach(drive, ['GET /api/cart']);
  await putFault(awsUrl, 'dynamodb-throttling', { operations: ['PutItem'] });
  await repeatEach(drive, ['PUT /api/cart/items/{productId}']);
  await removeFault(awsUrl, 'dynamodb-throttling');
}
