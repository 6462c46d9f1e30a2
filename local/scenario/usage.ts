/** The text of `npm run scenario -- --help`. */
export const USAGE = `Usage: npm run scenario [-- options] [files or folders of scenarios]

Unit tests for CloudWatch alarms: writes series, moves a clock, and holds every
change of state against what the test expects. Nothing is deployed or called.

  --alarms file      alarms as JSON: aws cloudwatch describe-alarms, the input
                     of PutMetricAlarm, or a list of them (default: the alarms
                     of monitoring/alarms)
  --filter text      only tests whose alarm or name contains the text
  --coverage         fail when an alarm has no test in which it fires, recovers
                     and stays silent
  --json             print the results as JSON
  --junit file       also write them as JUnit XML
  --help             this text

Without files it runs monitoring/scenarios. Exit code 0: all passed, 1: a test
failed or --coverage found a gap, 2: input that cannot be used.

A scenario file (all of it in monitoring/scenarios/README.md):

  alarm: high-error-rate        # id, or AlarmName of an export
  tests:
    - name: five minutes above 5 % raise it, one good minute ends it
      series:                   # by metric: key, query id or MetricName
        apiRequests: 100x20     # 100 a minute for twenty minutes
        apiServerErrors: 0x4 6x6 0x10
      states:                   # every change of state, nothing else
        - OK at 1m
        - ALARM at 9m
        - OK at 11m

Series: 5 one sample   _ missing   5x10 ten times   0+2x5 is 0 2 4 6 8
        120*99,900 a hundred samples in one interval   (1x3 _)x2 a group
        set(count=2 sum=9 min=4 max=5) a statistic set
Fields of a test: name, series, states, actions, checks, fault, mute, until,
start, interval. Of a series: values, before, interval, delay, unit, metric,
namespace, dimensions.`;
