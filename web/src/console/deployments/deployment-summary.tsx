import type { DeploymentOverview } from '../../../../functions/ops/responses.ts';
import { formatDuration, formatNumber } from '../../ui/format-number.ts';
import { formatStamp } from '../../ui/format-time.ts';
import { span } from '../incidents/incident-words.ts';
import { deploymentFigures } from './deployment-figures.ts';
import { DEPLOYMENT_WORDS } from './deployment-words.ts';

type DeploymentSummaryProps = { deployments: readonly DeploymentOverview[]; now: string };

/** So many of them are drawn. */
const MOST = 30;

const took = (ms: number | undefined): string => (ms === undefined ? '–' : formatDuration(ms));

function lengthOf({ startedAt, endedAt }: DeploymentOverview, now: string): number {
  return Math.max(0, Date.parse(endedAt ?? now) - Date.parse(startedAt));
}

/** A bar for each, the newest last: how long it took and how it ended. */
function Bars({ deployments, now }: DeploymentSummaryProps) {
  const drawn = deployments.slice(0, MOST).toReversed();
  const longest = Math.max(1, ...drawn.map((each) => lengthOf(each, now)));
  return (
    <ol class="deployment-bars" aria-label="How long each took, the newest last">
      {drawn.map((each) => {
        const { id, version, status, startedAt } = each;
        const said = `${version}, ${formatStamp(startedAt)}: ${DEPLOYMENT_WORDS[status].label}, ${formatDuration(lengthOf(each, now))}`;
        return (
          <li key={id}>
            <a href={`/ops/deployments/${id}`} aria-label={said} title={said} data-status={status}>
              <span style={{ height: `${Math.max(4, (100 * lengthOf(each, now)) / longest)}%` }} />
            </a>
          </li>
        );
      })}
    </ol>
  );
}

/** How often, how well and how fast it was deployed; nothing before the first one. */
export function DeploymentSummary({ deployments, now }: DeploymentSummaryProps) {
  if (deployments.length === 0) return null;
  const { ended, successRate, perWeek, duration, build, deploy, sinceLast } = deploymentFigures(deployments, now);
  const facts: readonly (readonly [name: string, value: string])[] = [
    ['Succeeded', successRate === undefined ? '–' : `${formatNumber(100 * successRate)} % of ${ended}`],
    ['Frequency', perWeek === undefined ? `${ended} so far` : `${formatNumber(perWeek, 1)} a week`],
    ['Since the last', sinceLast === undefined ? '–' : span(sinceLast)],
    ['Took (median)', took(duration)],
    ['Build', took(build)],
    ['Deploy', took(deploy)],
  ];
  return (
    <section class="deployment-summary" aria-labelledby="deployment-figures">
      <h2 id="deployment-figures" class="visually-hidden">
        In figures
      </h2>
      <dl class="deployment-figures">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Bars deployments={deployments} now={now} />
    </section>
  );
}
