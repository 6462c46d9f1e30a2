import { describe, expect, it } from 'vitest';
import { BROKEN, BROKEN_TOYS, runOnBrokenToys as run, STATES, scenario } from '../../support/broken-toys.ts';
import { runScenarioCommand } from '../../support/scenario-command.ts';

const alarms = JSON.stringify(BROKEN_TOYS);

describe('what is unusable', () => {
  const valid = scenario(`${BROKEN}, ${STATES}`);
  it.each([
    [
      'an unknown alarm',
      valid.replace('broken-toys', 'brokn-toys'),
      "a.yaml:1:8: There is no alarm 'brokn-toys' in alarms.json. Did you mean 'broken-toys'? It has: broken-toys.",
    ],
    [
      'an unknown metric',
      valid.replace('Broken:', 'Brokn:'),
      "a.yaml:4:27: The alarm looks at no metric 'Brokn'. Did you mean 'Broken'? It looks at: Toys Broken {Shelf=top}.",
    ],
    [
      'other dimensions',
      scenario(`series: { Broken: { values: 1, dimensions: { Shelf: low } } }, ${STATES}`),
      'a.yaml:4:27: The alarm does not look at Broken {Shelf=low}; a metric is matched by its exact namespace and dimensions. It looks at: Toys Broken {Shelf=top}.',
    ],
    [
      'fewer dimensions',
      scenario(`series: { Broken: { values: 1, dimensions: {} } }, ${STATES}`),
      'The alarm does not look at Broken;',
    ],
    [
      'another namespace',
      scenario(`series: { Broken: { values: 1, namespace: Games } }, ${STATES}`),
      'The alarm does not look at Games Broken;',
    ],
    [
      'a metric with two series',
      scenario(`series: { Broken: 1, again: { metric: Broken, values: 1 } }, ${STATES}`),
      "a.yaml:4:38: 'Broken' is the same metric; what it reports belongs into one series.",
    ],
    [
      'a check on a stranger',
      scenario(`${BROKEN}, checks: { at: 1m, alarm: x, state: OK }`),
      "The alarm 'x' takes no part in this scenario; these do: broken-toys.",
    ],
    [
      'a misspelt action',
      scenario(`${BROKEN}, actions: [toys-pager at 5m, toys-pagr at 7m]`),
      "a.yaml:4:78: The alarm has no action 'toys-pagr'. Did you mean 'toys-pager'? Its actions are: toys-pager.",
    ],
    [
      'a fault without a promise',
      scenario(`${BROKEN}, fault: 3m`),
      'The alarm states no promise. Say {at: 5m, within: 7m}.',
    ],
    [
      'an export that is not there',
      valid.replace('alarms.json', 'no.json'),
      'no.json: There is no such file or folder.',
    ],
    ['a folder for an export', valid.replace('alarms.json', '.'), '.: The file cannot be read (EISDIR).'],
    ['a scenario for an export', valid.replace('alarms.json', 'a.yaml'), 'a.yaml: The file is not JSON:'],
  ])('%s is told, with what to do', async (_says, text, message) => {
    const { code, out, err } = await run(text);
    expect(err).toContain(message);
    expect(out).toContain('0 alarms, 0 tests');
    expect(code).toBe(2);
  });

  it.each([
    [
      'no alarms',
      '{"MetricAlarms": [], "CompositeAlarms": []}',
      'alarms.json: The file holds no alarms. Save the output of',
    ],
    ['something else', '"alarms"', 'alarms.json: The file holds no alarms.'],
    ['an alarm twice', `[${alarms},${alarms}]`, "alarms.json: The file holds the alarm 'broken-toys' twice."],
    ['an alarm that CloudWatch refuses', alarms.replace('60', '45'), 'a.yaml:1:8: CloudWatch refuses the alarm: '],
    ['an alarm without a metric', '{"AlarmName": "broken-toys"}', 'a.yaml:1:8: CloudWatch refuses the alarm: '],
    [
      'a rule that cannot be read',
      '{"AlarmName": "broken-toys", "AlarmRule": "ALARM("}',
      'a.yaml:1:8: The rule of broken-toys cannot be read:',
    ],
    [
      'a rule on an alarm it does not hold',
      '{"AlarmName": "broken-toys", "AlarmRule": "ALARM(x)"}',
      "a.yaml:1:8: The rule of broken-toys names the alarm 'x', which alarms.json does not hold.",
    ],
    [
      'rules in a circle',
      '[{"AlarmName": "broken-toys", "AlarmRule": "OK(b)"}, {"AlarmName": "b", "AlarmRule": "OK(broken-toys)"}]',
      'a.yaml:1:8: The rules of broken-toys and b name each other.',
    ],
  ])('an export that holds %s is told', async (_says, json, message) => {
    const { code, err } = await runScenarioCommand({ 'a.yaml': valid, 'alarms.json': json });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });

  describe('a unit', () => {
    const inUnit = (unit: string) => scenario(`series: { Broken: { values: 0x3 9x3 0x4, unit: ${unit} } }, ${STATES}`);
    /** The outcome for a composite alarm over the alarms first and second on the same metric, each with a unit of its own. */
    const ofTwo = ([first, second]: readonly (string | null)[], unit: string) => {
      const over = [
        { AlarmName: 'broken-toys', AlarmRule: 'ALARM(first) OR ALARM(second)' },
        { ...BROKEN_TOYS, AlarmName: 'first', Unit: first },
        { ...BROKEN_TOYS, AlarmName: 'second', Unit: second },
      ];
      const series = `series: { Broken: { values: 0x3 9x3 ${unit} } }`;
      const text = scenario(`${series}, checks: { at: 5m, alarm: second, state: ALARM }`);
      return runScenarioCommand({ 'a.yaml': text, 'alarms.json': JSON.stringify(over) });
    };

    it('that the alarm does not name is told, where it stands', async () => {
      const files = {
        'a.yaml': inUnit('Seconds'),
        'alarms.json': JSON.stringify({ ...BROKEN_TOYS, Unit: 'Milliseconds' }),
      };
      const { code, err } = await runScenarioCommand(files);
      expect(err).toContain(
        'a.yaml:4:64: The alarm does not look at Toys Broken {Shelf=top} in Seconds; it names the unit Milliseconds.',
      );
      expect(code).toBe(2);
    });

    it('that it does name may be written or left out', async () => {
      for (const text of [inUnit('Milliseconds'), valid]) {
        const files = { 'a.yaml': text, 'alarms.json': JSON.stringify({ ...BROKEN_TOYS, Unit: 'Milliseconds' }) };
        expect(await runScenarioCommand(files)).toMatchObject({ code: 0, err: '' });
      }
    });

    it.each([
      ['one of several that alarms name', ['Seconds', 'Milliseconds'], ', unit: Milliseconds'],
      ['any when one of several alarms names none', ['Seconds', null], ', unit: Count'],
      ['left out for the one that any of them names', [null, 'Seconds'], ''],
    ])('may be %s', async (_, units, unit) => {
      expect(await ofTwo(units, unit)).toMatchObject({ code: 0, err: '' });
    });

    it('that none of several alarms names is told with theirs', async () => {
      const { err } = await ofTwo(['Seconds', 'Milliseconds'], ', unit: Count');
      expect(err).toContain('in Count; it names the unit Seconds, Milliseconds.');
    });

    it('may be any for an alarm that names none', async () => {
      expect(await run(inUnit('Terabits'))).toMatchObject({ code: 0, err: '' });
    });
  });

  it('that names an action of an alarm without any is told so', async () => {
    const text = scenario(`${BROKEN}, actions: toys-pager at 5m`);
    const without = JSON.stringify({ ...BROKEN_TOYS, AlarmActions: [] });
    const { err } = await runScenarioCommand({ 'a.yaml': text, 'alarms.json': without });
    expect(err).toContain("The alarm has no action 'toys-pager'. It has none.");
  });

  it('is shown with its line and a mark under its place', async () => {
    const { err } = await run(valid.replace('OK at 7m', 'OKAY at 7m'));
    const [, source = '', mark = ''] = err.split('\n');
    expect(source).toBe(`4 | ${valid.split('\n')[3]?.replace('OK at 7m', 'OKAY at 7m')}`);
    expect(source.slice(mark.indexOf('^'))).toMatch(/^OKAY at 7m/);
  });

  it('does not keep the rest from running', async () => {
    const files = { 'a.yaml': valid, 'b/b.yml': 'alarm: [', 'alarms.json': alarms };
    const { code, out, err } = await runScenarioCommand(files);
    expect(err).toContain('b/b.yml:1:9: The YAML is broken');
    expect(out).toContain('1 alarm, 1 test: 1 passed');
    expect(code).toBe(2);
  });

  it('may be a folder without scenarios, or a path to nowhere', async () => {
    const { code, err } = await runScenarioCommand({ 'empty/x.txt': '' }, ['empty', 'nowhere']);
    expect(err.split('\n')).toEqual([
      'empty: The folder holds no scenarios (*.yaml, *.yml).',
      'nowhere: There is no such file or folder.',
    ]);
    expect(code).toBe(2);
  });
});

describe('several alarms', () => {
  const both = JSON.stringify([BROKEN_TOYS, { ...BROKEN_TOYS, AlarmName: 'lost-toys', MetricName: 'Lost' }]);
  const ofBoth = (names: string) =>
    ['alarms: alarms.json', `alarm: ${names}`, 'tests: [{ name: t1, series: { Toys: 1 }, states: OK at 1m }]'].join(
      '\n',
    );

  it('share the tests of one file, each with the metric that it looks at', async () => {
    const { Namespace, Dimensions, MetricName: _metric, Period: _period, Statistic: _statistic, ...rest } = BROKEN_TOYS;
    const of = (AlarmName: string, MetricName: string) => ({
      ...rest,
      AlarmName,
      Metrics: [{ Id: 'toys', MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat: 'Sum' } }],
    });
    const alarms = JSON.stringify([of('broken-toys', 'Broken'), of('lost-toys', 'Lost')]);
    const text = scenario('series: { toys: 0x3 9x3 0x4 }, states: [OK at 1m, ALARM at 5m, OK at 7m]');
    const files = { 'a.yaml': text.replace('broken-toys', '[broken-toys, lost-toys]'), 'alarms.json': alarms };
    const { code, out } = await runScenarioCommand(files);
    expect(out).toContain('2 alarms, 2 tests: 2 passed');
    expect(code).toBe(0);
  });

  it.each([
    ['one that is unknown', '[broken-toys, lst-toys]', "a.yaml:2:22: There is no alarm 'lst-toys'"],
    ['none', '[]', 'alarm names at least one alarm'],
    ['what the other does not look at', '[broken-toys, lost-toys]', "The alarm looks at no metric 'Toys'."],
  ])('among them %s are told of it', async (_says, names, message) => {
    const { code, err } = await runScenarioCommand({ 'a.yaml': ofBoth(names), 'alarms.json': both });
    expect(err).toContain(message);
    expect(code).toBe(2);
  });
});
