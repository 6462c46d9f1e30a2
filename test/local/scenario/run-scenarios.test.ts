import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { BROKEN_TOYS as alarm, BROKEN, runOnBrokenToys as run, STATES, scenario } from '../../support/broken-toys.ts';
import { runScenarioCommand } from '../../support/scenario-command.ts';

const alarms = JSON.stringify(alarm);

describe('a scenario', () => {
  it.each([
    ['lists every change of state', STATES],
    ['has a reason for one', 'states: [OK at 1m, { state: ALARM, at: 5m, reason: "2 datapoints [9.0" }, OK at 7m]'],
    [
      'looks at single times',
      'checks: [{ at: 4m, state: OK }, { at: 6m59s, state: ALARM, reason: Threshold Crossed }]',
    ],
    [
      'looks before the first evaluation',
      'checks: { at: 0m, state: INSUFFICIENT_DATA, reason: Initial alarm creation }',
    ],
    ['lists every action', 'actions: toys-pager at 5m'],
    ['names an action by its ARN', 'actions: "arn:aws:sns:eu-west-1:111122223333:toys-pager at 5m"'],
    ['holds the alarm to a promise', 'fault: { at: 3m, within: 2m }'],
    ['runs beyond its series', `${STATES}, until: 2h`],
    [
      'starts at a time of its own',
      `${STATES}, start: 2026-03-29T00:59Z, checks: { at: 5m, reason: "29/03/26 01:03:00" }`,
    ],
  ])('that %s passes', async (_says, expectation) => {
    const { code, out, err } = await run(scenario(`${BROKEN}, ${expectation}`));
    expect(err).toBe('');
    expect(out).toContain('✓ t1');
    expect(out).toMatch(/1 alarm, 1 test: 1 passed \(\d+\.\d\d s\)$/);
    expect(code).toBe(0);
  });

  it.each([
    [
      'a change that does not happen',
      'states: [OK at 1m, ALARM at 5m, OK at 7m, ALARM at 8m]',
      '✗ ALARM at 8m                           –',
    ],
    [
      'a change at another time',
      'states: [OK at 1m, ALARM at 6m, OK at 7m]',
      '✗ ALARM at 6m                           ALARM at 5m',
    ],
    [
      'another state',
      'states: [OK at 1m, INSUFFICIENT_DATA at 5m, OK at 7m]',
      '✗ INSUFFICIENT_DATA at 5m               ALARM at 5m',
    ],
    [
      'fewer changes than happen',
      'states: [OK at 1m, ALARM at 5m]',
      '✗ –                                     OK at 7m',
    ],
    [
      'the same change twice',
      'states: [OK at 1m, ALARM at 5m, ALARM at 5m, OK at 7m]',
      '✗ ALARM at 5m                           –',
    ],
    ['no change at all', 'states: []', '✗ –                                     OK at 1m'],
    [
      'another reason',
      'states: [OK at 1m, { state: ALARM, at: 5m, reason: ten }, OK at 7m]',
      '✗ reason: … ten …                       reason: Threshold Crossed: 2',
    ],
    [
      'another state at a time',
      'checks: { at: 5m, state: OK }',
      '✗ in OK at 5m                           in ALARM at 5m',
    ],
    [
      'another reason at a time',
      'checks: { at: 5m, reason: ten }',
      '✗ reason: … ten …                       reason: Threshold Crossed: 2',
    ],
    ['no action', 'actions: []', '✗ –                                     action toys-pager at 5m'],
    [
      'an action at another time',
      'actions: toys-pager at 6m',
      '✗ action toys-pager at 6m               action toys-pager at 5m',
    ],
    ['more haste', 'fault: { at: 3m, within: 1m }', '✗ ALARM within 1m of the fault at 3m    ALARM 2m after it'],
    [
      'an alarm that was up before the fault',
      'fault: { at: 6m, within: 3m }',
      '✗ ALARM within 3m of the fault at 6m    no ALARM',
    ],
  ])('that expects %s fails, and shows both sides', async (_says, expectation, line) => {
    const { code, out } = await run(scenario(`${BROKEN}, ${expectation}`));
    expect(out).toContain(line);
    expect(out).toContain('1 test: 0 passed, 1 failed');
    expect(code).toBe(1);
  });

  it('that fails explains itself within 80 columns', async () => {
    const { out } = await run(scenario(`${BROKEN}, states: [OK at 1m, ALARM at 6m, OK at 7m]`, `${BROKEN}, ${STATES}`));
    expect(out.replace(/\(\d+\.\d\d s\)/, '(… s)')).toBe(`
broken-toys  a.yaml
  ✗ t1
    a.yaml:4

      expected                              got
      OK at 1m                              OK at 1m
    ✗ ALARM at 6m                           ALARM at 5m
      OK at 7m                              OK at 7m

    GreaterThanThreshold 5, 2 out of 2 periods of 60 s, missing data:
    notBreaching

    time  Broken  evaluated  state
    2m    0       _ _ 0 0    OK
    3m    0       _ 0 0 0    OK
    4m    9       0 0 0 9    OK
    5m    9       0 0 9 9    ALARM
            ✗ not expected: ALARM at 5m
            Threshold Crossed: 2 datapoints [9.0 (05/01/26 00:04:00), 9.0
            (05/01/26 00:03:00)] were greater than the threshold (5.0).
    6m    9       0 9 9 9    ALARM
            ✗ expected ALARM at 6m
    7m    0       9 9 9 0    OK
            Threshold Crossed: 1 datapoint [0.0 (05/01/26 00:06:00)] was not
            greater than the threshold (5.0).
    8m    0       9 9 0 0    OK

  ✓ t2

1 alarm, 2 tests: 1 passed, 1 failed (… s)`);
  });

  it('shows only what is near to what went wrong', async () => {
    const { out } = await run(
      scenario('series: { Broken: 0x100 }, checks: [{ at: 1m, state: ALARM }, { at: 50m, state: ALARM }]'),
    );
    const rows = out.split('\n').filter((line) => /^ {4}(\d+m|…)/.test(line));
    expect(rows.map((line) => line.trim().split(' ')[0])).toEqual([
      '1m',
      '2m',
      '3m',
      '…',
      '47m',
      '48m',
      '49m',
      '50m',
      '51m',
      '52m',
    ]);
  });

  it('shows only evaluations that there are: once an hour of an alarm that looks back more than a day', async () => {
    const daily = { ...alarm, Period: 3600, EvaluationPeriods: 30, DatapointsToAlarm: 2 };
    const text = scenario('series: { Broken: { values: 0x3 9x3, interval: 1h } }, states: [OK at 1h]');
    const { out } = await runScenarioCommand({ 'a.yaml': text, 'alarms.json': JSON.stringify(daily) });
    const times = out.split('\n').flatMap((line) => /^ {4}(\d\w*) /.exec(line)?.[1] ?? []);
    expect(times).toEqual(['2h', '3h', '4h', '5h', '6h']);
  });

  describe('on a percentile', () => {
    const { Statistic: _sum, ...statless } = alarm;
    const failing = async (values: string) => {
      const files = {
        'a.yaml': scenario(`series: { Broken: "${values}" }, checks: { at: 2m, state: ALARM }`),
        'alarms.json': JSON.stringify({ ...statless, ExtendedStatistic: 'p90' }),
      };
      return (await runScenarioCommand(files)).out.replace(/\n +/g, ' ');
    };

    it.each([
      ['a negative sample', '3 -1,9 3'],
      ['a negative sample', 'set(count=2 sum=0 min=-1 max=1)'],
      ['a statistic set over several values', '3 set(count=2 sum=9 min=4 max=5)'],
    ])('says why %s gives no datapoint', async (why, values) => {
      expect(await failing(values)).toContain(
        `CloudWatch has no p90 of Broken for a period with ${why}: it counts as missing data.`,
      );
    });

    it('says no more where there is one', async () => {
      expect(await failing('3 0,4 set(count=2 sum=8 min=4 max=4)')).not.toContain('CloudWatch has no');
    });
  });

  it('keeps its lines short whatever it has to show', async () => {
    const long = { ...alarm, MetricName: 'BrokenToysOnTheUppermostShelfOfTheStore', EvaluationPeriods: 40 };
    const text = scenario(
      'series: { BrokenToysOnTheUppermostShelfOfTheStore: "(1.23456789,7*300,set(count=2 sum=1e9 min=1 max=1e9))x50" }, states: [OK at 1m]',
    );
    const { out, code } = await runScenarioCommand({ 'a.yaml': text, 'alarms.json': JSON.stringify(long) });
    expect(code).toBe(1);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is coloured where that is wanted, and then says the same', async () => {
    const files = { 'a.yaml': scenario(`${BROKEN}, states: []`), 'alarms.json': alarms };
    const [plain, coloured] = [await runScenarioCommand(files), await runScenarioCommand(files, ['.'], true)];
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
    const timeless = (text: string): string => text.replace(escapes, '').replace(/\(\d+\.\d\d s\)/, '');
    expect(coloured.out).toMatch(escapes);
    expect(timeless(coloured.out)).toBe(timeless(plain.out));
  });
});

describe('series', () => {
  it.each([
    ['arrive when their interval ends', 'Broken: { values: 9x2, interval: 2m }', 'states: [OK at 1m, ALARM at 4m]'],
    [
      'arrive late when they are delayed',
      'Broken: { values: 0x3 9x3 0x4, delay: 1m }',
      'states: [OK at 1m, ALARM at 6m, OK at 8m]',
    ],
    ['go back before the start', 'Broken: { before: 9x5, values: 9 0x4 }', 'states: [ALARM at 1m, OK at 2m]'],
    ['add up the samples of an interval', 'Broken: "0x3 3*2,1x3 0x4"', 'states: [OK at 1m, ALARM at 5m, OK at 7m]'],
    [
      'may be statistic sets',
      'Broken: "0x3 set(count=4 sum=9 min=1 max=4)x3 0x4"',
      'states: [OK at 1m, ALARM at 5m, OK at 7m]',
    ],
    [
      'are named by namespace and dimensions',
      'any: { namespace: Toys, metric: Broken, dimensions: { Shelf: top }, values: 0x3 9x3 0x4 }',
      'states: [OK at 1m, ALARM at 5m, OK at 7m]',
    ],
    [
      'of seconds make the samples of a minute',
      'Broken: { values: 0x180 1x180 0x60, interval: 1s }',
      'states: [OK at 1m, ALARM at 5m, OK at 7m]',
    ],
  ])('%s', async (_says, series, expectation) => {
    expect(await run(scenario(`series: { ${series} }, ${expectation}`))).toMatchObject({ code: 0, err: '' });
  });

  it('go on for weeks, and nothing that happened is forgotten', async () => {
    const { out } = await run(scenario('series: { Broken: (0x1438 9x2)x20 }, checks: { at: 20d, state: ALARM }'), [
      '.',
      '--json',
    ]);
    const times = [...out.matchAll(/"at": "(.*)",\n *"state": "ALARM"/g)].map(([, time]) => time);
    expect(times).toEqual(Array.from({ length: 20 }, (_, day) => `${day + 1}d`));
  });

  it('are cut into the intervals of their file, test or own', async () => {
    const text = `interval: 5m\n${scenario(
      'series: { Broken: 9x2 }, states: [OK at 1m], until: 12m',
      'series: { Broken: 0 9x3 0 }, interval: 1m, states: [OK at 1m, ALARM at 3m, OK at 5m]',
      'series: { Broken: { values: 0 9x3 0, interval: 1m } }, states: [OK at 1m, ALARM at 3m, OK at 5m]',
    )}`;
    expect(await run(text)).toMatchObject({ code: 0 });
  });
});

describe('actions', () => {
  it('of every kind are told by the last part of their ARNs', async () => {
    const AlarmActions = [
      'arn:aws:sns:eu-west-1:111122223333:toys-pager',
      'arn:aws:lambda:eu-west-1:111122223333:function:mend',
      'arn:aws:ssm:eu-west-1:111122223333:opsitem:2',
    ];
    const text = scenario(`${BROKEN}, actions: [toys-pager at 5m, mend at 5m, 2 at 5m]`);
    const files = { 'a.yaml': text, 'alarms.json': JSON.stringify({ ...alarm, AlarmActions }) };
    expect(await runScenarioCommand(files)).toMatchObject({ code: 0, err: '' });
  });

  it('of another state are not what was expected', async () => {
    const InsufficientDataActions = ['arn:aws:sns:eu-west-1:111122223333:toys-chat'];
    const files = {
      'a.yaml': scenario(`${BROKEN}, actions: toys-chat at 5m`),
      'alarms.json': JSON.stringify({ ...alarm, InsufficientDataActions }),
    };
    const { code, out } = await runScenarioCommand(files);
    expect(out).toContain('✗ action toys-chat at 5m                action toys-pager at 5m');
    expect(code).toBe(1);
  });

  it('that are disabled are none', async () => {
    const files = {
      'a.yaml': scenario(`${BROKEN}, actions: [], checks: { at: 5m, state: ALARM }`),
      'alarms.json': JSON.stringify({ ...alarm, ActionsEnabled: false }),
    };
    expect(await runScenarioCommand(files)).toMatchObject({ code: 0, err: '' });
  });
});

describe('mutes', () => {
  const muted = (mute: string, ...rest: string[]) =>
    run(
      scenario(
        ['series: { Broken: 0x3 9x20 }', `mute: ${mute}`, 'states: [OK at 1m, ALARM at 5m]', ...rest].join(', '),
      ),
    );

  it.each([
    ['keep actions until they end', '{ at: 4m, for: 6m }', 'actions: toys-pager at 10m'],
    ['keep them for good when they outlast the run', '{ at: 0m, for: 2h }', 'actions: []'],
    ['that have ended keep nothing', '{ at: 0m, for: 3m }', 'actions: toys-pager at 5m'],
    ['may be several', '[{ at: 4m, for: 3m }, { at: 6m, for: 6m }]', 'actions: toys-pager at 12m'],
    [
      'may be a schedule in a time zone',
      '{ expression: cron(4 1 * * *), duration: PT3M, timezone: Europe/Berlin }',
      'actions: toys-pager at 7m',
    ],
  ])('%s', async (_says, mute, expectation) => {
    expect(await muted(mute, expectation)).toMatchObject({ code: 0, err: '' });
  });

  it('that CloudWatch refuses are told', async () => {
    const { code, err } = await muted('{ expression: cron(x), duration: PT3M }');
    expect(err).toMatch(/^a\.yaml:4:\d+: CloudWatch refuses the mute rule: /);
    expect(code).toBe(2);
  });
});

describe('alarms on a band and composite alarms', () => {
  it('that fail show the band', async () => {
    const band = {
      ...{ AlarmName: 'broken-toys', EvaluationPeriods: 1, ComparisonOperator: 'GreaterThanUpperThreshold' },
      ThresholdMetricId: 'band',
      Metrics: [
        {
          Id: 'broken',
          MetricStat: { Metric: { Namespace: 'Toys', MetricName: 'Broken' }, Period: 300, Stat: 'Sum' },
        },
        { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(broken)' },
      ],
    };
    const text = scenario(
      'series: { broken: { interval: 5m, before: (5 7)x2016, values: 6x3 50 } }, checks: { at: 20m, state: OK }',
    );
    const { code, out } = await runScenarioCommand({ 'a.yaml': text, 'alarms.json': JSON.stringify(band) });
    expect(out).toMatch(/time +broken +evaluated +band +state/);
    expect(out).toMatch(/20m +50 +6 6 50 +\d[\d.]* to \d[\d.]* +ALARM/);
    expect(code).toBe(1);
  });

  it('that fail show the states of their children', async () => {
    const other = { ...alarm, AlarmName: 'other', Threshold: 20 };
    const rule = { AlarmName: 'any', AlarmRule: 'ALARM(broken-toys) OR ALARM(other)' };
    const text = scenario(`${BROKEN}, checks: { at: 5m, state: OK }`).replace('alarm: broken-toys', 'alarm: any');
    const files = { 'a.yaml': text, 'alarms.json': JSON.stringify([rule, alarm, other]) };
    const { code, out } = await runScenarioCommand(files);
    expect(out).toContain('Rule: ALARM(broken-toys) OR ALARM(other)');
    expect(out).toContain('time  broken-toys  other  state');
    expect(out).toContain('5m    ALARM        OK     ALARM');
    expect(code).toBe(1);
  });
});

describe('the options', () => {
  const one = scenario(`${BROKEN}, ${STATES}`, `${BROKEN}, states: []`);

  it('take alarms from an export that no file names', async () => {
    const text = one.replace('alarms: alarms.json\n', '');
    const { code } = await run(text, ['a.yaml', '--alarms', 'alarms.json', '--filter', 't1']);
    expect(code).toBe(0);
  });

  it.each([
    ['T1', '1 alarm, 1 test: 1 passed', 0],
    ['broken', '1 alarm, 2 tests: 1 passed, 1 failed', 1],
    ['nothing like it', '0 alarms, 0 tests', 2],
  ])('choose the tests that contain %s', async (filter, summary, expected) => {
    const { code, out } = await run(one, ['.', '--filter', filter]);
    expect(out).toContain(summary);
    expect(code).toBe(expected);
  });

  it('report as JSON, with every change of state and action', async () => {
    const { code, out } = await run(one, ['.', '--json']);
    const Report = z.object({
      totals: z.unknown(),
      problems: z.unknown(),
      alarms: z.array(z.object({ alarm: z.string(), file: z.string(), tests: z.array(z.unknown()) })),
    });
    const { totals, problems, alarms } = z.parse(Report, JSON.parse(out));
    expect(totals).toEqual({ alarms: 1, tests: 2, passed: 1, failed: 1 });
    expect(problems).toEqual([]);
    expect(alarms).toMatchObject([{ alarm: 'broken-toys', file: 'a.yaml' }]);
    expect(alarms[0]?.tests[1]).toMatchObject({
      name: 't2',
      line: 5,
      passed: false,
      findings: [{ at: '1m', passed: false, got: 'OK at 1m' }, { at: '5m' }, { at: '7m' }],
      states: [
        { at: '1m', state: 'OK' },
        { at: '5m', state: 'ALARM' },
        { at: '7m', state: 'OK' },
      ],
      actions: [{ at: '5m', action: 'arn:aws:sns:eu-west-1:111122223333:toys-pager' }],
    });
    expect(code).toBe(1);
  });

  it('write JUnit XML, with what is unusable as an error', async () => {
    const files = { 'a.yaml': one.replaceAll('t1', '"a < b"'), 'b.yaml': 'alarm: [', 'alarms.json': alarms };
    const { written } = await runScenarioCommand(files, ['.', '--junit', 'report.xml']);
    const xml = written.get('report.xml') ?? '';
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="scenarios" tests="3" failures="1" errors="1"/,
    );
    expect(xml).toMatch(/<testsuite name="broken-toys" tests="2" failures="1" errors="0" time="[\d.]+" file="a.yaml">/);
    expect(xml).toMatch(
      /<testcase name="a &lt; b" classname="broken-toys" file="a.yaml" line="4" time="[\d.]+"><\/testcase>/,
    );
    expect(xml).toContain('<failure message="expected nothing, got OK at 1m; expected nothing, got ALARM at 5m');
    expect(xml).toContain('<error message="The YAML is broken');
    const opened = xml.match(/<(?!\/|\?)/g)?.length;
    expect(xml.match(/<\//g)).toHaveLength(opened ?? 0);
  });

  it('tell which alarms the scenarios leave untried', async () => {
    const files = {
      'a.yaml': scenario(`${BROKEN}, ${STATES}`),
      'alarms.json': JSON.stringify([alarm, { ...alarm, AlarmName: 'other' }]),
    };
    const { code, out } = await runScenarioCommand(files, ['.', '--coverage']);
    expect(out.split('\n').filter((line) => line.startsWith('✗'))).toEqual([
      '✗ broken-toys has no test in which it stays silent',
      '✗ other has no test in which it goes to ALARM',
      '✗ other has no test in which it recovers',
      '✗ other has no test in which it stays silent',
    ]);
    expect(code).toBe(1);
  });
});
