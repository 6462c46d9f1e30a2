import { FilterLogEventsCommand, type LogGroup, paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { METRICS } from '../../../monitoring/metrics.ts';
import { logGroupName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, notHere, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';

/** CloudWatch Logs may answer with pages that hold nothing yet. */
const MOST_PAGES = 20;
const MOST_NAMED = 3;

/** What is wrong with the log groups of the functions, by the name of each, where lines are to be kept for so many days. */
export function retentionFindings(
  groups: readonly Pick<LogGroup, 'logGroupName' | 'retentionInDays'>[],
  names: readonly string[],
  days: number,
): readonly Finding[] {
  const known = new Map(groups.map(({ logGroupName: name, retentionInDays: kept }) => [name, kept]));
  const missing = names.filter((name) => !known.has(name));
  const others = names.filter((name) => known.has(name) && known.get(name) !== days);
  const some = (all: readonly string[]): string => {
    const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '';
    return `${all.slice(0, MOST_NAMED).join(', ')}${more}`;
  };
  return [
    ...(missing.length > 0 ? [wrong(`There is no log group ${some(missing)}.`, 'Deploy the stage again.')] : []),
    ...(others.length > 0
      ? [
          warning(
            `Lines are not kept for ${days} days but for ${known.get(others[0] ?? '') ?? 'ever'} in ${some(others)}.`,
            'Deploy the stage again; settings/stages.ts has logRetentionDays.',
          ),
        ]
      : []),
  ];
}

/** Whether a line of the probe with its metric is fresh; a page without any may be followed by others. */
async function hasFreshLine({ ask, stage, now, freshness }: Examination): Promise<boolean> {
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const input = {
      logGroupName: logGroupName(stage, 'probe'),
      filterPattern: `{ $.${METRICS.probeSuccess.name} >= 0 }`,
      startTime: now() - freshness,
      ...(nextToken === undefined ? {} : { nextToken }),
    };
    const answer = await ask('logs:FilterLogEvents', ({ logs }) => logs.send(new FilterLogEventsCommand(input)));
    if ((answer.events ?? []).length > 0) return true;
    nextToken = answer.nextToken;
    if (nextToken === undefined) return false;
  }
  return false;
}

async function readGroups({ ask, stage }: Examination): Promise<readonly LogGroup[]> {
  return ask('logs:DescribeLogGroups', async ({ logs: client }) => {
    const groups: LogGroup[] = [];
    const pages = paginateDescribeLogGroups({ client }, { logGroupNamePrefix: logGroupName(stage, '') });
    for await (const { logGroups = [] } of pages) groups.push(...logGroups);
    return groups;
  });
}

/** Whether what functions write arrives, and is kept as long as the settings say. */
export const logs: Link = {
  name: 'logs',
  examine: async (examination) => {
    const { place, settings, stage } = examination;
    const fresh = await hasFreshLine(examination);
    const flow = fresh
      ? []
      : [
          wrong(
            `${logGroupName(stage, 'probe')} has no fresh line of a walk through the shop.`,
            'See whether the probe’s schedule is enabled (schedules), and whether it is well (functions).',
          ),
        ];
    const names = FUNCTION_IDS.map((id) => logGroupName(stage, id));
    const kept =
      place.kind === 'local'
        ? [notHere('How long lines are kept is a setting of stages on AWS.')]
        : retentionFindings(await readGroups(examination), names, settings.logRetentionDays);
    return orOk([...flow, ...kept], 'The probe’s lines arrive.');
  },
};
