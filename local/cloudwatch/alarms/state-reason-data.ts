import type { AlarmDefinition } from './alarm-definition.ts';
import type { AlarmDatapoint, Decision } from './evaluate-alarm.ts';
import { formatOffsetTime } from './format-time.ts';

/** The StateReasonData of a decision, as JSON: recent datapoints oldest first, evaluated ones newest first. */
export function stateReasonData(
  definition: AlarmDefinition,
  decision: Extract<Decision, { kind: 'state' }>,
  now: number,
): string {
  const real = decision.evaluated.filter(({ value }) => value !== undefined);
  const oldest = real.at(-1);
  return JSON.stringify({
    version: '1.0',
    queryDate: formatOffsetTime(now),
    ...(oldest && { startDate: formatOffsetTime(oldest.timestamp) }),
    ...subject(definition),
    period: definition.period / 1000,
    recentDatapoints: real.map(({ value }) => value).toReversed(),
    threshold: definition.rule.threshold,
    evaluatedDatapoints: decision.evaluated.map(evaluatedDatapoint),
  });
}

function subject({ subject }: AlarmDefinition): { unit?: string; statistic?: string } {
  if (subject.kind === 'math') return {};
  const { unit, stat } = subject.metric;
  return { ...(unit && { unit }), statistic: stat };
}

function evaluatedDatapoint({ timestamp, sampleCount, value }: AlarmDatapoint) {
  return {
    timestamp: formatOffsetTime(timestamp),
    ...(sampleCount !== undefined && { sampleCount }),
    ...(value !== undefined && { value }),
  };
}
