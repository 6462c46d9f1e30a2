import type { EvaluationRule, StaticOperator } from './alarm-definition.ts';
import type { Because, Decision, RealDatapoint } from './evaluate-alarm.ts';
import { formatDouble } from './format-double.ts';
import { formatReasonTime } from './format-time.ts';

type StateDecision = Extract<Decision, { kind: 'state' }>;

const COMPARISONS: Readonly<Record<StaticOperator, string>> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
};

/** The StateReason of a decision in CloudWatch's words. */
export function stateReason(rule: EvaluationRule, decision: StateDecision): string {
  const { because } = decision;
  switch (because.kind) {
    case 'datapoints':
      return `Threshold Crossed: ${byDatapoints(rule, because, decision.state === 'ALARM')}`;
    case 'filled':
      return `Threshold Crossed: ${byFilling(rule, because)}`;
    case 'unknown':
      return `Insufficient Data: ${count(because.count, 'datapoint')} ${were(because.count)} unknown.`;
    default:
      return because satisfies never;
  }
}

function byDatapoints(
  rule: EvaluationRule,
  { counted, outOf }: Extract<Because, { kind: 'datapoints' }>,
  alarming: boolean,
): string {
  const values = counted.map(formatDatapoint).join(', ');
  const comparison = `${alarming ? '' : 'not '}${COMPARISONS[rule.comparisonOperator]} the threshold (${formatDouble(rule.threshold)})`;
  if (!rule.namesDatapointsToAlarm) {
    return `${count(counted.length, 'datapoint')} [${values}] ${were(counted.length)} ${comparison}.`;
  }
  const found = `${counted.length} out of the last ${outOf} datapoints [${values}] ${were(counted.length)} ${comparison}`;
  return `${found} (minimum ${transition(rule, alarming)} transition).`;
}

function transition({ evaluationPeriods, datapointsToAlarm }: EvaluationRule, alarming: boolean): string {
  return alarming
    ? `${count(datapointsToAlarm, 'datapoint')} for OK -> ALARM`
    : `${count(evaluationPeriods - datapointsToAlarm + 1, 'datapoint')} for ALARM -> OK`;
}

function byFilling(rule: EvaluationRule, { real, filled, as }: Extract<Because, { kind: 'filled' }>): string {
  const received = real === 0 ? 'no datapoints were' : `${count(real, 'datapoint')} ${were(real)}`;
  const treated = as === 'breaching' ? 'Breaching' : 'NonBreaching';
  const periods = count(rule.evaluationPeriods, 'period');
  return `${received} received for ${periods} and ${count(filled, 'missing datapoint')} ${were(filled)} treated as [${treated}].`;
}

function formatDatapoint({ value, timestamp }: RealDatapoint): string {
  return `${formatDouble(value)} (${formatReasonTime(timestamp)})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function were(number: number): string {
  return number === 1 ? 'was' : 'were';
}
