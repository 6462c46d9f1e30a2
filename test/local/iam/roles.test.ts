import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetAlarmMuteRuleCommand,
  PutDashboardCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { GetTraceSummariesCommand, XRayClient } from '@aws-sdk/client-xray';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessKeyId } from '../../../local/iam/access-key-id.ts';
import { createRoles } from '../../../local/iam/roles.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';
import { type AwsServices, startAwsServices } from '../../support/aws-services.ts';

const ACCOUNT = '000000000000';
const roles = createRoles({ region: 'us-east-1', accountId: ACCOUNT, stage: 'test' });
let services: AwsServices;

beforeAll(async () => {
  services = await startAwsServices(roles.findCaller);
  await as('operator').sqs.send(new CreateQueueCommand({ QueueName: 'smallcart-test-orders' }));
});
afterAll(async () => {
  await services.stop();
  expect(services.bugs).toEqual([]);
});

/** Clients with the access key of a function, or with one of nobody's. */
function as(id: FunctionId | 'operator') {
  const key = id === 'operator' ? 'AKIAOPERATOR' : accessKeyId(`smallcart-test-${id}`);
  const credentials = { accessKeyId: key, secretAccessKey: 'local' };
  const settings = { endpoint: `http://127.0.0.1:${services.port}`, region: 'us-east-1', credentials };
  const protocol = new AwsQueryProtocol({
    defaultNamespace: 'com.amazonaws.cloudwatch',
    xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
    version: '2010-08-01',
  });
  return {
    cloudwatch: new CloudWatchClient(settings),
    cloudwatchQuery: new CloudWatchClient({ ...settings, protocol }),
    lambda: new LambdaClient(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
    sts: new STSClient(settings),
    xray: new XRayClient(settings),
  };
}

const queue = (name: string) => `http://127.0.0.1/${ACCOUNT}/smallcart-test-${name}`;
const user = (id: FunctionId) =>
  `User: arn:aws:sts::${ACCOUNT}:assumed-role/smallcart-test-${id}-role/smallcart-test-${id}`;
const refusal = (id: FunctionId, action: string, resource?: string) =>
  `${user(id)} is not authorized to perform: ${action}${resource ? ` on resource: ${resource}` : ''} because no identity-based policy allows the ${action} action`;
const metric = (Namespace: string) =>
  new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'Orders', Value: 1 }] });
const message = { QueueUrl: '', MessageBody: 'an order' };

describe('a function that asks for what its role does not allow is denied as each service does it:', () => {
  it.each<[string, () => Promise<unknown>, { name: string; status: number; message: string }]>([
    [
      'SQS, by the code that its clients know from its older protocol',
      () => as('catalog').sqs.send(new SendMessageCommand({ ...message, QueueUrl: queue('orders') })),
      {
        name: 'AccessDenied',
        status: 400,
        message: refusal('catalog', 'sqs:sendmessage', `arn:aws:sqs:us-east-1:${ACCOUNT}:smallcart-test-orders`),
      },
    ],
    [
      'a batch for SQS, by the action of its entries',
      () =>
        as('outbox').sqs.send(
          new SendMessageBatchCommand({ QueueUrl: queue('other'), Entries: [{ Id: '1', MessageBody: 'an order' }] }),
        ),
      {
        name: 'AccessDenied',
        status: 400,
        message: refusal('outbox', 'sqs:sendmessage', `arn:aws:sqs:us-east-1:${ACCOUNT}:smallcart-test-other`),
      },
    ],
    [
      'CloudWatch over rpc-v2-cbor, an action without a resource',
      () => as('checkout').cloudwatch.send(new DescribeAlarmsCommand({})),
      { name: 'AccessDenied', status: 400, message: refusal('checkout', 'cloudwatch:DescribeAlarms') },
    ],
    [
      'CloudWatch over its query protocol, with 403',
      () => as('checkout').cloudwatchQuery.send(new DescribeAlarmsCommand({})),
      { name: 'AccessDenied', status: 403, message: refusal('checkout', 'cloudwatch:DescribeAlarms') },
    ],
    [
      'CloudWatch, a mute rule of another stage',
      () => as('ops').cloudwatch.send(new GetAlarmMuteRuleCommand({ AlarmMuteRuleName: 'smallcart-other-shop' })),
      {
        name: 'AccessDenied',
        status: 400,
        message: refusal(
          'ops',
          'cloudwatch:GetAlarmMuteRule',
          `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm-mute-rule:smallcart-other-shop`,
        ),
      },
    ],
    [
      'CloudWatch, the namespace of another stage',
      () => as('sales-rollup').cloudwatch.send(metric('SmallCart/other')),
      { name: 'AccessDenied', status: 400, message: refusal('sales-rollup', 'cloudwatch:PutMetricData') },
    ],
    [
      'X-Ray, with 403',
      () => as('cart').xray.send(new GetTraceSummariesCommand({ StartTime: new Date(0), EndTime: new Date(1) })),
      { name: 'AccessDeniedException', status: 403, message: refusal('cart', 'xray:GetTraceSummaries') },
    ],
    [
      'Lambda, with 403',
      () => as('probe').lambda.send(new InvokeCommand({ FunctionName: 'smallcart-checkout' })),
      {
        name: 'AccessDeniedException',
        status: 403,
        message: refusal(
          'probe',
          'lambda:InvokeFunction',
          `arn:aws:lambda:us-east-1:${ACCOUNT}:function:smallcart-checkout`,
        ),
      },
    ],
    [
      'SNS, with an error of its own name',
      () => as('setup').sns.send(new PublishCommand({ TopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:t`, Message: 'm' })),
      {
        name: 'AuthorizationErrorException',
        status: 403,
        message: refusal('setup', 'SNS:Publish', `arn:aws:sns:us-east-1:${ACCOUNT}:t`),
      },
    ],
  ])('%s', async (_, call, { name, status, message: said }) => {
    await expect(call()).rejects.toMatchObject({
      name,
      message: said,
      $metadata: { httpStatusCode: status, attempts: 1 },
    });
  });
});

describe('who calls', () => {
  it('is told a function as the session of its role', async () => {
    expect(await as('cart').sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: ACCOUNT,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/smallcart-test-cart-role/smallcart-test-cart`,
      UserId: expect.stringMatching(/^AROA[A-Z2-7]{16}:smallcart-test-cart$/),
    });
  });

  it('may do everything as an operator', async () => {
    const { cloudwatch, lambda, sqs } = as('operator');
    await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'any', DashboardBody: '{"widgets":[]}' }));
    await lambda.send(new InvokeCommand({ FunctionName: 'smallcart-checkout' }));
    await sqs.send(new SendMessageCommand({ ...message, QueueUrl: queue('orders') }));
    expect(roles.report().checkout.granted.filter(({ used }) => used > 0)).toEqual([]);
  });
});

describe('the report', () => {
  it('counts what was used, and tells what was not and what was denied', async () => {
    const { cloudwatch } = as('sales-rollup');
    for (let count = 0; count < 2; count += 1) await cloudwatch.send(metric('SmallCart/test'));
    const { role, granted, unused, denied, lambda } = roles.report()['sales-rollup'];
    const put = { action: 'cloudwatch:PutMetricData', resource: '*' };
    expect(role).toBe(`arn:aws:iam::${ACCOUNT}:role/smallcart-test-sales-rollup-role`);
    expect(granted).toContainEqual({ ...put, used: 2 });
    expect(unused).toHaveLength(granted.length - 1);
    expect(unused).not.toContainEqual(put);
    expect(denied).toEqual([{ ...put, count: 1 }]);
    expect(lambda.map(({ action }) => action)).toContain('logs:PutLogEvents');
  });

  it('counts nothing of what is denied as a whole', () => {
    const [allowed, refused] = ['dynamodb:PutItem', 'dynamodb:DeleteItem'].map((action) => ({
      ...{ action, resource: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/smallcart-test-shop` },
    }));
    const caller = roles.findCaller(accessKeyId('smallcart-test-incidents'));
    expect(allowed && refused && caller?.deny([allowed, refused])).toEqual(refused);
    const uses = () => roles.report().incidents.granted.filter(({ used }) => used > 0);
    expect([uses(), roles.report().incidents.denied]).toEqual([[], [{ ...refused, count: 1 }]]);
    expect(allowed && caller?.deny([allowed])).toBeUndefined();
    expect(uses()).toEqual([{ ...allowed, used: 1 }]);
  });

  it('keeps a hundred denied uses of each function in mind, however many there were', async () => {
    const caller = roles.findCaller(accessKeyId('smallcart-test-probe'));
    for (let count = 0; count < 200; count += 1)
      expect(caller?.deny([{ action: 'sqs:SendMessage', resource: `${count}` }])).toBeDefined();
    expect(roles.report().probe.denied).toHaveLength(100);
  });
});

it('gives every function an access key of its own, of the form that AWS’s have', () => {
  const keys = ['smallcart-test-cart', 'smallcart-test-checkout', 'smallcart-other-cart'].map(accessKeyId);
  expect(new Set(keys).size).toBe(3);
  for (const key of keys) expect(key).toMatch(/^ASIA[A-Z2-7]{16}$/);
});
