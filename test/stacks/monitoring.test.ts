import { describe, expect, inject, it } from 'vitest';
import { isActing, namedAlarms, topicsOf } from '../../monitoring/alarms/acting.ts';
import { ALARMS } from '../../monitoring/alarms/alarms.ts';
import { compositeAlarm } from '../../monitoring/alarms/composite-alarm.ts';
import { COMPOSITES } from '../../monitoring/alarms/composites.ts';
import { metricAlarm } from '../../monitoring/alarms/metric-alarm.ts';
import { CLOUDWATCH_DASHBOARDS } from '../../monitoring/cloudwatch-dashboards/cloudwatch-dashboards.ts';
import { dashboardBody } from '../../monitoring/dashboard-body.ts';
import type { Target } from '../../monitoring/metric-query.ts';
import { logGroupName, physicalName } from '../../monitoring/physical-name.ts';
import { QUERIES } from '../../monitoring/queries.ts';
import { samplingRules, TRACED_SHARE } from '../../monitoring/sampling-rules.ts';
import { TRACE_GROUPS, traceGroupFilter, traceGroupName } from '../../monitoring/trace-groups.ts';
import { ofType, theOne } from './select.ts';

const plan = inject('production');
const stage = 'production';

/** Names as the plan has them, so that a reference which resolves to anything else does not compare equal. */
const target: Target<string> = {
  stage,
  resolve(reference) {
    switch (reference.resource) {
      case 'api':
        return String(theOne(plan, 'apigatewayv2/stage:Stage').apiId);
      case 'table':
        return String(theOne(plan, 'dynamodb/table:Table').name);
      case 'orderQueue':
        return String(theOne(plan, 'sqs/queue:Queue', physicalName(stage, 'orders')).name);
      case 'orderDeadLetterQueue':
        return String(theOne(plan, 'sqs/queue:Queue', physicalName(stage, 'orders-dead')).name);
      case 'outboxFailuresQueue':
        return String(theOne(plan, 'sqs/queue:Queue', physicalName(stage, 'outbox-failures')).name);
      case 'incidentQueue':
        return String(theOne(plan, 'sqs/queue:Queue', physicalName(stage, 'incidents')).name);
      case 'incidentDeadLetterQueue':
        return String(theOne(plan, 'sqs/queue:Queue', physicalName(stage, 'incidents-dead')).name);
      case 'topic':
        return String(theOne(plan, 'sns/topic:Topic', physicalName(stage, reference.id)).name);
      case 'logGroup':
        return String(theOne(plan, 'cloudwatch/logGroup:LogGroup', logGroupName(stage, reference.id)).name);
      case 'function':
        return String(theOne(plan, 'lambda/function:Function', physicalName(stage, reference.id)).name);
    }
  },
};

describe('alarms', () => {
  it.each(ALARMS)('registers “$title” exactly once, with the members of its definition', (alarm) => {
    const { alarmName, metrics, ...members } = metricAlarm(alarm, target);
    expect(theOne(plan, 'cloudwatch/metricAlarm:MetricAlarm', alarmName)).toMatchObject({
      ...members,
      metricQueries: metrics,
    });
  });

  it.each([
    ...ALARMS.map((alarm) => [alarm, 'cloudwatch/metricAlarm:MetricAlarm', 'name'] as const),
    ...COMPOSITES.map((composite) => [composite, 'cloudwatch/compositeAlarm:CompositeAlarm', 'alarmName'] as const),
  ])(
    'tells its topic when “$0.title” is raised and when it is over, unless a composite does',
    (alarm, type, member) => {
      const [found] = ofType(plan, type).filter(({ inputs }) => inputs[member] === physicalName(stage, alarm.id));
      const arns = (ids: readonly string[]) =>
        isActing(alarm.id) ? ids.map((id) => `arn:aws:sns:us-east-1:123456789012:${physicalName(stage, id)}`) : [];
      const told = topicsOf(alarm);
      expect(found?.inputs).toMatchObject({ alarmActions: arns(told.alarm), okActions: arns(told.ok) });
    },
  );

  it('registers no alarm that monitoring/ does not define', () => {
    expect(ofType(plan, 'cloudwatch/metricAlarm:MetricAlarm')).toHaveLength(ALARMS.length);
    expect(ofType(plan, 'cloudwatch/compositeAlarm:CompositeAlarm')).toHaveLength(COMPOSITES.length);
  });

  it('keeps every description within CloudWatch’s 1,024 characters', () => {
    for (const { inputs } of ofType(plan, 'cloudwatch/metricAlarm:MetricAlarm'))
      expect(String(inputs.alarmDescription).length).toBeLessThanOrEqual(1_024);
  });
});

describe('composite alarms', () => {
  const registered = ofType(plan, 'cloudwatch/compositeAlarm:CompositeAlarm');

  it.each(COMPOSITES)('registers “$title” exactly once, with the members of its definition', (composite) => {
    const { actionsSuppressor: alarm, ...alarmMembers } = compositeAlarm(composite, { stage });
    const {
      actionsSuppressorWaitPeriod: waitPeriod,
      actionsSuppressorExtensionPeriod: extensionPeriod,
      ...members
    } = alarmMembers;
    const found = registered.filter(({ inputs }) => inputs.alarmName === members.alarmName);
    expect(found).toHaveLength(1);
    expect(found[0]?.inputs).toMatchObject(members);
    expect(found[0]?.inputs.actionsSuppressor).toEqual(
      alarm === undefined ? undefined : { alarm, waitPeriod, extensionPeriod },
    );
  });

  it.each(COMPOSITES)(
    'has “$title” wait for each alarm that it names, so that they are made first and deleted last',
    (composite) => {
      const { id, rule, suppressor } = composite;
      const waitsFor =
        registered.find(({ inputs }) => inputs.alarmName === physicalName(stage, id))?.dependencies ?? [];
      for (const name of [...namedAlarms(rule), ...(suppressor ? [suppressor.id] : [])])
        expect(waitsFor).toContainEqual(expect.stringMatching(new RegExp(`::Alarm-${name}$`)));
    },
  );
});

describe('dashboards', () => {
  const alarmArn = (name: string) => `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`;

  it.each(CLOUDWATCH_DASHBOARDS)('registers “$title” exactly once, with the body of its definition', (dashboard) => {
    const name = physicalName(stage, dashboard.id);
    const found = ofType(plan, 'cloudwatch/dashboard:Dashboard').filter(({ inputs }) => inputs.dashboardName === name);
    expect(found.map(({ inputs }) => JSON.parse(String(inputs.dashboardBody)))).toEqual([
      JSON.parse(JSON.stringify(dashboardBody(dashboard, { target, region: 'us-east-1', alarmArn }))),
    ]);
  });

  it('registers no dashboard that monitoring/ does not define', () => {
    expect(ofType(plan, 'cloudwatch/dashboard:Dashboard')).toHaveLength(CLOUDWATCH_DASHBOARDS.length);
  });
});

describe('query definitions', () => {
  const registered = (id: string) =>
    theOne(plan, 'cloudwatch/queryDefinition:QueryDefinition', physicalName(stage, id)) as {
      readonly queryString: string;
      readonly logGroupNames: readonly string[];
    };

  it.each(QUERIES)(
    'registers “$title” over the log groups of its functions, which are deployed',
    ({ id, functions }) => {
      const deployed = ofType(plan, 'cloudwatch/logGroup:LogGroup').map(({ inputs }) => inputs.name);
      const { logGroupNames } = registered(id);
      expect(logGroupNames).toEqual(functions.map((each) => `/aws/lambda/${physicalName(stage, each)}`));
      expect(deployed).toEqual(expect.arrayContaining([...logGroupNames]));
    },
  );

  it.each(QUERIES)('asks “$title” as it is defined, its parameters filled in', ({ id, query, parameters = [] }) => {
    const { queryString } = registered(id);
    if (parameters.length === 0) expect(queryString).toBe(query);
    expect(queryString).not.toContain('{{');
    for (const { defaultValue } of parameters) expect(queryString).toContain(`"${defaultValue}"`);
  });

  it('registers no query that monitoring/ does not define', () => {
    expect(ofType(plan, 'cloudwatch/queryDefinition:QueryDefinition')).toHaveLength(QUERIES.length);
  });
});

describe('trace groups', () => {
  const registered = (of: typeof plan) => ofType(of, 'xray/group:Group').map(({ inputs }) => inputs);

  it('are of the traces of their stage alone, without insights', () => {
    const expected = TRACE_GROUPS.map((group) => ({
      groupName: `smallcart-production-${group.id}`,
      filterExpression: traceGroupFilter('production', group),
      insightsConfiguration: { insightsEnabled: false, notificationsEnabled: false },
    }));
    expect(registered(plan)).toEqual(expect.arrayContaining(expected.map((each) => expect.objectContaining(each))));
    expect(registered(plan)).toHaveLength(expected.length);
  });

  it('keep to the 32 characters of a group’s name, whatever the stage’s own, and differ from those of another', () => {
    const stages = ['anameofmorethantwentyletters', 'anameofmorethantwentyfigures'];
    const names = stages.flatMap((stage) => TRACE_GROUPS.map(({ id }) => traceGroupName(stage, id)));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^smallcart-[a-z0-9-]{1,22}$/);
  });
});

describe('sampling rules', () => {
  const registered = (of: typeof plan) => ofType(of, 'xray/samplingRule:SamplingRule').map(({ inputs }) => inputs);

  it.each([
    ['production', plan, TRACED_SHARE.production],
    ['dev', inject('development'), TRACED_SHARE.elsewhere],
  ] as const)('of stage %s decide on its functions alone', (name, of, share) => {
    const expected = samplingRules(share).map(({ id, functionId, priority, reservoirSize, fixedRate }) => ({
      ...{ priority, reservoirSize, fixedRate },
      ruleName: `smallcart-${name}-${id}`,
      serviceName: `smallcart-${name}-${functionId ?? '*'}`,
    }));
    expect(registered(of)).toHaveLength(expected.length);
    for (const rule of expected) expect(registered(of)).toContainEqual(expect.objectContaining(rule));
  });

  it('keep to the 32 characters of a rule’s name in a stage whose own is long, and differ from those of another', () => {
    const plans = inject('longNamed').map((each) => each.plan);
    const names = plans.flatMap((each) => registered(each).map(({ ruleName }) => String(ruleName)));
    expect(names.length).toBeGreaterThan(1);
    expect(new Set(names).size).toBe(plans.length);
    for (const name of names) expect(name).toMatch(/^smallcart-\w{12}-all$/);
  });
});
