import { awsAccess } from '../../../operations/aws-access.ts';
import type { Place } from '../../../operations/place.ts';
import { createReporter } from '../../../operations/telemetry/create-reporter.ts';
import { virtualNow } from '../control.ts';
import { sampleDeployment } from '../sample-deployment.ts';

/** Tells the stage of two deployments as operations do, one that succeeded and then one that was rolled back. */
export async function tellOfDeployments(awsUrl: string): Promise<void> {
  const place: Place = { kind: 'local', stage: 'local', awsPort: Number(new URL(awsUrl).port) };
  const reporter = createReporter({ place, access: awsAccess(place) });
  const now = (await virtualNow(awsUrl)).getTime();
  await reporter.ended(sampleDeployment(now, -60, { bundleBytes: 5_000_000 }));
  await reporter.ended(sampleDeployment(now, -30, { bundleBytes: 5_000_000, status: 'rolled-back' }));
}
