import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LogStore } from '../../../../local/logs/log-store.ts';
import { openLines, putLines, rowsOf } from './ask.ts';

let logs: LogStore;
beforeAll(() => {
  logs = openLines();
  putLines(logs, [
    '2026-01-15T12:00:00 [ERROR] Exception in checkout',
    '2026-01-15T12:00:01 [INFO] checkout done',
    'user=kim, method:GET, latency := 12',
    'flow eni-0a1b2c 10.0.0.1 10.1.0.1',
    'REPORT RequestId: a-1\tDuration: 102.25 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB\tMax Memory Used: 72 MB\t',
    'REPORT RequestId: a-2\tDuration: 2.25 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t',
    { srcAddr: '10.0.0.1', dstAddr: '10.1.0.1', packets: 5, bytes: 2048, protocol: 17 },
    { srcAddr: '192.0.2.9', dstAddr: '10.1.0.2', packets: 7, bytes: 1024, protocol: 6, logStatus: 'SKIPDATA' },
    { eventSource: 'ec2', eventName: 'StartInstances', awsRegion: 'us-east-2', tlsDetails: { tlsVersion: 'TLSv1' } },
    { eventSource: 'iam', eventName: 'CreateUser', awsRegion: 'us-east-1', requestParameters: { userName: 'kim' } },
    { 'detail-type': 'Scheduled Event', status: 404, path: '/a' },
    { 'detail-type': 'Scheduled Event', status: 200, path: '/b' },
    { users: [{ action: 'PutData' }, { action: 'Get' }], attributes: { 'special.char': 9 } },
    { server: 'one', severity: 'ERROR', message: 'first' },
    { server: 'one', severity: 'WARN', message: 'second' },
  ]);
});
afterAll(() => logs.close());

/** Queries as AWS's guide and its sample queries have them, over lines of their kind. */
test.each<[string, string, readonly Record<string, string>[]]>([
  [
    'exceptions by the hour',
    'filter @message like /Exception/ | stats count(*) as exceptions by bin(1h) | sort exceptions desc',
    [{ 'bin(1h)': '2026-01-15 12:00:00.000', exceptions: '1' }],
  ],
  [
    'memory that is provided and not needed',
    'filter @type = "REPORT" | stats max(@memorySize / 1000 / 1000) as given, max(@maxMemoryUsed / 1000 / 1000) as used, given - used as over',
    [{ given: '128', used: '72', over: '56' }],
  ],
  [
    'how long invocations took',
    'filter @type = "REPORT" | stats avg(@duration), max(@duration), min(@duration) by bin(5m)',
    [
      {
        'bin(5m)': '2026-01-15 12:00:00.000',
        'avg(@duration)': '52.25',
        'max(@duration)': '102.25',
        'min(@duration)': '2.25',
      },
    ],
  ],
  [
    'sorted with a word that says nothing',
    'filter @type = "REPORT" | fields @requestId, @billedDuration | sort by @billedDuration desc',
    [
      { '@requestId': 'a-1', '@billedDuration': '103' },
      { '@requestId': 'a-2', '@billedDuration': '3' },
    ],
  ],
  [
    'who sends most',
    'filter ispresent(packets) | stats sum(packets) as sent by srcAddr, dstAddr | sort sent desc | limit 15',
    [
      { srcAddr: '192.0.2.9', dstAddr: '10.1.0.2', sent: '7' },
      { srcAddr: '10.0.0.1', dstAddr: '10.1.0.1', sent: '5' },
    ],
  ],
  [
    'a subnet',
    'filter isIpv4InSubnet(srcAddr, "192.0.2.0/24") | stats sum(bytes) as moved by dstAddr',
    [{ dstAddr: '10.1.0.2', moved: '1024' }],
  ],
  [
    'a number without spaces about its operator',
    'filter protocol=17 | stats count(*) by srcAddr',
    [{ srcAddr: '10.0.0.1', 'count(*)': '1' }],
  ],
  [
    'a bin under a name of its own',
    'filter logStatus="SKIPDATA" | stats count(*) by bin(1h) as t | sort t',
    [{ t: '2026-01-15 12:00:00.000', 'count(*)': '1' }],
  ],
  [
    'conditions in brackets',
    'filter (eventName="StartInstances" or eventName="StopInstances") and awsRegion="us-east-2" | display eventSource',
    [{ eventSource: 'ec2' }],
  ],
  [
    'members of members',
    'filter eventName = "CreateUser" | fields awsRegion, requestParameters.userName',
    [{ awsRegion: 'us-east-1', 'requestParameters.userName': 'kim' }],
  ],
  [
    'a list of texts, and groups of which some are missing',
    'filter tlsDetails.tlsVersion in [ "TLSv1", "TLSv1.1" ] | stats count(*) as calls by userIdentity.accountId, eventSource, tlsDetails.tlsVersion',
    [{ eventSource: 'ec2', 'tlsDetails.tlsVersion': 'TLSv1', calls: '1' }],
  ],
  [
    'names in backticks',
    'filter ispresent(`detail-type`) | stats count(*) as events by `detail-type` | sort events desc',
    [{ 'detail-type': 'Scheduled Event', events: '2' }],
  ],
  [
    'texts in single quotation marks',
    "filter (dstAddr like '10.1' and srcAddr like '10.0.0.') | stats sum(bytes) as moved by srcAddr",
    [{ srcAddr: '10.0.0.1', moved: '2048' }],
  ],
  ['errors of clients', 'filter status>=400 and status<=499 | display path, status', [{ path: '/a', status: '404' }]],
  [
    'a comparison that is shown',
    'parse @message "* [*] *" as time, kind, rest | filter kind IN ["ERROR", "INFO"] | display rest, kind = "ERROR" as isError',
    [
      { rest: 'checkout done', isError: '0' },
      { rest: 'Exception in checkout', isError: '1' },
    ],
  ],
  [
    'groups of a pattern that take as little as they can',
    'parse @message /user=(?<who>.*?), method:(?<how>.*?), latency := (?<ms>.*?)/ | filter ispresent(who) | stats avg(ms) by how, who',
    [{ how: 'GET', who: 'kim' }],
  ],
  [
    'a part of a line',
    'parse @message /(?<interface>eni-.*?) / | filter ispresent(interface) | display interface',
    [{ interface: 'eni-0a1b2c' }],
  ],
  [
    'what is in lists and maps',
    'fields jsonParse(@message) as json | filter ispresent(json.users) | display json.users[1].action as second, json.attributes.`special.char` as special',
    [{ second: 'Get', special: '9' }],
  ],
  [
    'commands in capitals, and statistics of statistics',
    'FIELDS bytes | STATS sum(bytes)/1024 AS kb BY bin(5m) | STATS max(kb) AS peak, min(kb) AS least',
    [{ peak: '3', least: '3' }],
  ],
  [
    'the latest of each server',
    'filter ispresent(server) | fields server, message | sort @timestamp desc | dedup server',
    [{ server: 'one', message: 'second' }],
  ],
  ['whatever the case of letters', 'filter @message like /(?i)EXCEPTION/ | stats count(*) as lines', [{ lines: '1' }]],
  [
    'the first, the last and the foremost',
    'filter severity in ["ERROR","WARN"] | stats earliest(message) as e, latest(message) as l, sortsFirst(severity) as f by server',
    [{ server: 'one', e: 'first', l: 'second', f: 'ERROR' }],
  ],
  [
    'computed of a field with a hyphen',
    'filter status = 404 | fields abs(status-500), strlen(`detail-type`)',
    [{ 'abs(status-500)': '96', 'strlen(`detail-type`)': '15' }],
  ],
  [
    'the last hours, by the clock of the query',
    'filter toMillis(@timestamp) >= (now() * 1000 - 7200000) | stats count(*) as lines',
    [{ lines: '15' }],
  ],
  [
    'where a line is from',
    "filter @logStream = 'stream' | stats count(*) as lines by @logStream, @log",
    [{ '@logStream': 'stream', '@log': '123456789012:/aws/lambda/shop', lines: '15' }],
  ],
])('%s', async (_, query, rows) => expect(await rowsOf(logs, query)).toEqual(rows));
