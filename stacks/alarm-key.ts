import { physicalName } from '../monitoring/physical-name.ts';
import { account, partition, region } from './place.ts';

/** Only this stage's alarms: what CloudWatch does for those of other accounts is not let through. */
const forOwnAlarms = {
  StringEquals: { 'aws:SourceAccount': account },
  ArnLike: {
    'aws:SourceArn': $interpolate`arn:${partition}:cloudwatch:${region}:${account}:alarm:${physicalName($app.stage, '*')}`,
  },
};

/** Who may use the key: the account by its roles' policies, and CloudWatch to publish. */
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
  ],
};

/** Key of what waits in the alarm topics: SNS's own key, which AWS manages, CloudWatch may not use. */
export function createAlarmKey(): aws.kms.Key {
  return new aws.kms.Key('AlarmKey', {
    description: `What ${physicalName($app.stage, '*')} topics say of alarms`,
    enableKeyRotation: true,
    deletionWindowInDays: 7,
    policy: $jsonStringify(policy),
  });
}
