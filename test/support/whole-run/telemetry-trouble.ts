import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { putFault, removeFault } from '../control.ts';
import type { Drive } from './drive.ts';

/** What AWS tells only once it happens: lines of which no metrics can be taken, and a mail that does not arrive. */
export async function troubleTelemetry(drive: Drive, awsUrl: string): Promise<void> {
  for (const how of ['cut', 'invalid']) {
    await putFault(awsUrl, 'emf-malformed', { rate: 1, how });
    await drive.ask('GET /api/products');
  }
  await removeFault(awsUrl, 'emf-malformed');
  await putFault(awsUrl, 'notification-failures', {});
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const sns = new SNSClient({ endpoint: awsUrl, region: 'us-east-1', credentials });
  await sns.send(
    new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:000000000000:smallcart-local-mail', Message: 'A mail.' }),
  );
  await removeFault(awsUrl, 'notification-failures');
}
