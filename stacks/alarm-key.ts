import { FUNCTIONS } from '../functions/manifest.ts';
import { physicalName } from '../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../monitoring/resources.ts';
import { componentName } from './component-name.ts';
import { account, partition, region } from './place.ts';

/** Only this stage's alarms: what CloudWatch does for those of other accounts is not let through. */
const forOwnAlarms = {
  StringEquals: { 'aws:SourceAccount': account },
  ArnLike: {
    'aws:SourceArn': $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:${physicalName($app.stage, '*')}`,
  },
};

/** The functions that publish to topics. */
const PUBLISHING = FUNCTION_IDS.filter((id) => FUNCTIONS[id].permissions.includes('mailTopics:publish'));

/** The role of a function, by what SST calls it: with a long stage, of the app's name only a beginning is left. */
const roleOf = (id: FunctionId) =>
  $interpolate`arn:${partition}:iam::${account}:role/*-${$app.stage}-${componentName(id)}Role-*`;

/** Only those that publish, and by SNS alone, which asks them for the right to publish besides ("Key management" of SNS). */
const forPublishing = {
  StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': $interpolate`sns.${region}.amazonaws.com` },
  ArnLike: { 'aws:PrincipalArn': PUBLISHING.map(roleOf) },
};

/** Who may use the key: the account by its roles' policies, CloudWatch to publish, and the functions that tell people. */
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'AccountMayManage',
      Effect: 'Allow',
      Principal: { AWS: $interpolate`arn:${partition}:iam::${account}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'AlarmsMayEncrypt',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: forOwnAlarms,
    },
    {
      Sid: 'FunctionsMayEncrypt',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: forPublishing,
    },
  ],
};

/** Key of what waits in the topics: SNS's own key, which AWS manages, CloudWatch may not use. */
export function createAlarmKey(): aws.kms.Key {
  return new aws.kms.Key('AlarmKey', {
    description: `What ${physicalName($app.stage, '*')} topics say of alarms`,
    enableKeyRotation: true,
    deletionWindowInDays: 7,
    policy: $jsonStringify(policy),
  });
}
