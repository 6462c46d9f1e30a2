import { type EventSourceMappingConfiguration, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { FUNCTIONS } from '../../../functions/manifest.ts';
import { LIVE_ALIAS, physicalName } from '../../../monitoring/physical-name.ts';
import { FUNCTION_IDS, type FunctionId } from '../../../monitoring/resources.ts';
import type { Examination } from '../examination.ts';
import { type Finding, orOk, warning, wrong } from '../finding.ts';
import type { Link } from '../link.ts';
import { readMetrics } from '../read-metrics.ts';

/** What invokes a function from a stream or a queue; `lag` is how old stream records get, in milliseconds. */
export type SourceFacts = {
  readonly id: FunctionId;
  readonly mappings: readonly Pick<EventSourceMappingConfiguration, 'State' | 'LastProcessingResult'>[];
  readonly lag: number;
};

const AGAIN = 'Deploy the stage again.';
/** Orders are to be shipped, and revenue to be counted, within minutes. */
const LONGEST_LAG = 5 * 60_000;

function stateFindings(
  id: FunctionId,
  { State = 'unknown', LastProcessingResult = '' }: SourceFacts['mappings'][number],
) {
  const failed = /^PROBLEM/.test(LastProcessingResult)
    ? [wrong(`Lambda cannot read the event source of ${id}: ${LastProcessingResult}.`, 'See its role’s permissions.')]
    : [];
  if (State === 'Enabled') return failed;
  if (/ing$/.test(State))
    return [warning(`The event source of ${id} is ${State}.`, 'Ask again in a minute.'), ...failed];
  const remedy = 'Enable the event source mapping in Lambda; what waits in the stream is lost after 24 hours.';
  return [wrong(`The event source of ${id} is ${State}: nothing invokes it.`, remedy), ...failed];
}

/** What is wrong with what invokes a function. */
export function sourceFindings({ id, mappings, lag }: SourceFacts): readonly Finding[] {
  if (mappings.length === 0) return [wrong(`${id} has no event source: nothing invokes it.`, AGAIN)];
  const late =
    lag > LONGEST_LAG
      ? [
          warning(
            `${id} is ${Math.round(lag / 60_000)} minutes behind the table’s stream.`,
            'See whether it fails on a record (its log group, level ERROR), or has too much to do.',
          ),
        ]
      : [];
  return [...mappings.flatMap((mapping) => stateFindings(id, mapping)), ...late];
}

async function lagOf(examination: Examination, id: FunctionId): Promise<number> {
  const FunctionName = physicalName(examination.stage, id);
  const Dimensions = [{ Name: 'FunctionName', Value: FunctionName }];
  const metric = { Namespace: 'AWS/Lambda', MetricName: 'IteratorAge', Dimensions };
  const [facts] = await readMetrics(examination, [{ metric, stat: 'Maximum' }], examination.freshness);
  return facts?.newest?.value ?? 0;
}

async function read(examination: Examination, id: FunctionId, streamed: boolean): Promise<SourceFacts> {
  const { lambda } = examination;
  const command = new ListEventSourceMappingsCommand({
    FunctionName: `${physicalName(lambda.stage, id)}:${LIVE_ALIAS}`,
  });
  const { EventSourceMappings: mappings = [] } = await lambda.call('lambda:ListEventSourceMappings', (client) =>
    client.send(command),
  );
  return { id, mappings, lag: streamed ? await lagOf(examination, id) : 0 };
}

/** What invokes functions from the table's stream and from queues. */
export const eventSources: Link = {
  name: 'event sources',
  examine: async (examination) => {
    const facts = await Promise.all(
      FUNCTION_IDS.flatMap((id) => {
        const type = FUNCTIONS[id].source?.type;
        const polled = type === 'stream' || type === 'queue' || type === 'alarms';
        return polled ? [read(examination, id, type === 'stream')] : [];
      }),
    );
    return orOk(facts.flatMap(sourceFindings), `All ${facts.length} are enabled and keep up.`);
  },
};
