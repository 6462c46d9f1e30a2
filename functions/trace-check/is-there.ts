import { setTimeout } from 'node:timers/promises';
import { BatchGetTracesCommand, XRayClient } from '@aws-sdk/client-xray';
import { once } from '../lib/once.ts';
import { PATIENCE, patient } from '../lib/patience.ts';
import { tracedClient } from '../lib/traced-client.ts';

const xRay = once(() => tracedClient(new XRayClient(patient(PATIENCE))));

/** Whether X-Ray has a segment of the trace. */
export async function isThere(id: string): Promise<boolean> {
  const { Traces = [] } = await xRay().send(new BatchGetTracesCommand({ TraceIds: [id] }));
  return Traces.some(({ Segments = [] }) => Segments.length > 0);
}

/** Pauses between looks, in milliseconds: less than a second in all. */
const PAUSES = [50, 100, 200, 400];

/** Whether X-Ray has the trace before long. */
export async function comesSoon(id: string): Promise<boolean> {
  for (const pause of PAUSES) {
    await setTimeout(pause);
    if (await isThere(id)) return true;
  }
  return false;
}
