import { paginateGetTraceSummaries } from '@aws-sdk/client-xray';
import { physicalName } from '../../../monitoring/physical-name.ts';
import type { Examination } from '../examination.ts';
import { ok, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** Id of a fresh trace of the probe's walk; a page without any may be followed by others. */
function freshTrace({ ask, stage, now, freshness }: Examination): Promise<string | undefined> {
  const end = now();
  const input = {
    StartTime: new Date(end - freshness),
    EndTime: new Date(end),
    FilterExpression: `service("${physicalName(stage, 'probe')}")`,
  };
  return ask('xray:GetTraceSummaries', async ({ xRay: client }) => {
    for await (const { TraceSummaries = [] } of paginateGetTraceSummaries({ client }, input)) {
      const [first] = TraceSummaries;
      if (first !== undefined) return first.Id;
    }
    return undefined;
  });
}

/** Whether requests are traced: X-Ray records the first of each second, so that the probe's walk is among them. */
export const traces: Link = {
  name: 'traces',
  examine: async (examination) => {
    const id = await freshTrace(examination);
    if (id !== undefined) return [ok(`The probe’s walk is traced, such as in ${id}.`)];
    return [
      wrong(
        'There is no fresh trace of the probe’s walk.',
        'If the link logs is well: is the functions’ tracing mode Active, and may their roles xray:PutTraceSegments?',
      ),
    ];
  },
};
