import { expect, test } from 'vitest';
import type { Use } from '../../../local/aws/caller.ts';
import { rolePolicy } from '../../../local/iam/role-policy.ts';

const namespaces = [{ test: 'StringEquals', variable: 'cloudwatch:namespace', values: ['Shop/a', 'Shop/b'] }] as const;
const policy = rolePolicy([
  { actor: 'code', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['arn:table/shop'] },
  { actor: 'code', actions: ['cloudwatch:GetDashboard'], resources: ['arn:dashboard/shop.*', 'arn:dashboard/all'] },
  { actor: 'code', actions: ['cloudwatch:GetMetricData'], resources: ['*'] },
  { actor: 'code', actions: ['cloudwatch:PutMetricData'], resources: ['*'], conditions: namespaces },
]);
const inNamespace = (namespace: string): Use => ({
  action: 'cloudwatch:PutMetricData',
  conditionKeys: { 'cloudwatch:namespace': namespace },
});

test.each<[string, Use]>([
  ['an action on the resource that is named', { action: 'dynamodb:PutItem', resource: 'arn:table/shop' }],
  ['a resource that fits a pattern', { action: 'cloudwatch:GetDashboard', resource: 'arn:dashboard/shop.orders' }],
  ['another resource of the same statement', { action: 'cloudwatch:GetDashboard', resource: 'arn:dashboard/all' }],
  ['an action without a resource on all of them', { action: 'cloudwatch:GetMetricData' }],
  ['any resource where all are', { action: 'cloudwatch:GetMetricData', resource: 'arn:anything' }],
  ['what a condition asks for', inNamespace('Shop/b')],
])('allows %s', (_, use) => {
  expect(policy.find(use)?.action).toBe(use.action);
});

test.each<[string, Use]>([
  ['another action on the same resource', { action: 'dynamodb:DeleteItem', resource: 'arn:table/shop' }],
  ['an action in other letters', { action: 'dynamodb:getitem', resource: 'arn:table/shop' }],
  ['what is beneath the resource', { action: 'dynamodb:GetItem', resource: 'arn:table/shop/index/gsi1' }],
  ['the resource of another statement', { action: 'dynamodb:GetItem', resource: 'arn:dashboard/all' }],
  ['an action whose resource is not said', { action: 'dynamodb:GetItem' }],
  ['what a pattern means to the letter', { action: 'cloudwatch:GetDashboard', resource: 'arn:dashboard/shopX' }],
  ['what fits in the middle of a pattern', { action: 'cloudwatch:GetDashboard', resource: 'x arn:dashboard/shop.' }],
  ['a value that the condition does not have', inNamespace('Other')],
  ['a request that does not say what the condition asks', { action: 'cloudwatch:PutMetricData' }],
])('does not allow %s', (_, use) => {
  expect(policy.find(use)).toBeUndefined();
});
