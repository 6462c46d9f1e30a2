import { expect, test } from 'vitest';
import { openLines, putLines, rowsOf } from './ask.ts';

const shop = openLines();
putLines(shop, [
  { level: 'INFO', route: '/a', status: 200, durationMs: 10, coldStart: true },
  { level: 'INFO', route: '/a', status: 201, durationMs: 30, coldStart: false },
  {
    level: 'ERROR',
    route: '/b',
    status: 500,
    durationMs: 20.5,
    error: { name: 'TimeoutError', causes: [{ code: 7 }] },
  },
  { level: 'WARN', route: '/b', status: '404', 'foo-bar': 'dashed', tags: ['x', 'y'] },
  'plain text of user=ann, method:GET, latency := 12',
]);

/** The lines that a filter finds, by their place. */
async function found(condition: string): Promise<string> {
  const rows = await rowsOf(shop, `fields strlen(@message) as n | filter ${condition} | sort @timestamp`);
  const all = await rowsOf(shop, 'fields strlen(@message) as n | sort @timestamp');
  return rows.map((row) => all.findIndex(({ n }) => n === row.n)).join(' ');
}

test.each<[sentence: string, condition: string, lines: string]>([
  ['a text is compared as it is written', 'level = "INFO"', '0 1'],
  ['quotes may be single', "level = 'ERROR'", '2'],
  ['a number in quotes is the same number', 'status = "200"', '0'],
  ['a number that the line has in quotes is the same number', 'status = 404', '3'],
  ['numbers are compared by value', 'durationMs > 9.5 and durationMs < 25', '0 2'],
  ['from one number up to another', 'status >= 201 and status <= 404', '1 3'],
  ['what is different, but not what is missing', 'route != "/a"', '2 3'],
  ['"and" before "or"', 'level = "WARN" or level = "INFO" and status = 201', '1 3'],
  ['parentheses first', '(level = "WARN" or level = "INFO") and status = 201', '1'],
  ['"not" turns it round', 'not level = "INFO"', '2 3 4'],
  ['words in upper case', 'level = "INFO" AND NOT status IN [200]', '1'],
  ['one of a list', 'status in [200, 500]', '0 2'],
  ['none of a list, but not what is missing', 'status not in [200, 500]', '1 3'],
  ['a part of a text', '@message like "user="', '4'],
  ['a part of a text, as an operator', '@message =~ "user="', '4'],
  ['upper and lower case matter', '@message like /TEXT/', ''],
  ['unless the expression says otherwise', '@message like /(?i)TEXT/', '4'],
  ['flags may come after the beginning', '@message like /^(?i)PLAIN/', '4'],
  ['a regular expression', 'status like /2\\d\\d/', '0 1'],
  ['a slash within a regular expression', 'route like /^\\/[ab]$/', '0 1 2 3'],
  ['what does not match, but not what is missing', 'route not like /a/', '2 3'],
  ['a map is like no text', 'jsonParse(@message) like "level"', ''],
  ['a map equals nothing, nor is it different', 'jsonParse(@message) = 1 or jsonParse(@message) != 1', ''],
  ['nor is it one of a list, nor none', 'jsonParse(@message) in [1] or jsonParse(@message) not in [1]', ''],
  ['what is missing is none of a list’s values', 'missing in [missing] or level in [missing]', ''],
  ['a function as the condition', 'ispresent(error.name)', '2'],
  ['its name in any case', 'isPresent(error.name)', '2'],
  ['truth is 1', 'coldStart = 1', '0'],
  ['truth as a word', 'coldStart = true', '0'],
  ['no truth is 0', 'coldStart = 0', '1'],
  ['a member within a list within a member', 'error.causes.0.code = 7', '2'],
  ['the same in brackets', 'error.causes[0].code = 7', '2'],
  ['a name that needs backticks', '`foo-bar` = "dashed"', '3'],
  ['sums before comparisons', 'durationMs + 10 * 2 = 30', '0'],
  [
    'Lambda names what comes from which group',
    '@log = "123456789012:/aws/lambda/shop" and @logStream = "stream"',
    '0 1 2 3 4',
  ],
  ['times are milliseconds', '@timestamp >= 1768478403000', '3 4'],
])('filter: %s', async (_, condition, lines) => expect(await found(condition)).toBe(lines));

test('without fields the time and the line are shown, the latest first', async () => {
  const rows = await rowsOf(shop, 'filter status >= 404');
  expect(rows).toEqual([
    { '@timestamp': '2026-01-15 12:00:03.000', '@message': expect.stringContaining('WARN') },
    { '@timestamp': '2026-01-15 12:00:02.000', '@message': expect.stringContaining('ERROR') },
  ]);
});

test.each<[sentence: string, query: string, rows: readonly Record<string, string>[]]>([
  [
    'fields shows fields and what is computed of them, and leaves out what is missing',
    'fields level, durationMs * 2 as double, error.name | sort @timestamp | limit 3',
    [
      { level: 'INFO', double: '20' },
      { level: 'INFO', double: '60' },
      { level: 'ERROR', double: '41', 'error.name': 'TimeoutError' },
    ],
  ],
  [
    'several fields commands show all of theirs',
    'fields level | fields status | sort @timestamp | limit 1',
    [{ level: 'INFO', status: '200' }],
  ],
  [
    'where is filter',
    'fields level, status | where status > 201 | sort status | limit 1',
    [{ level: 'WARN', status: '404' }],
  ],
  [
    'maps are shown, but are no text to functions',
    'filter status = 201 | fields jsonParse("{}") as map | display map, toupper(map) as upper, isempty(map) as empty',
    [{ map: '{}', empty: '1' }],
  ],
  ['display shows nothing else', 'fields level, status | display status | sort status | limit 1', [{ status: '200' }]],
  ['the last display counts', 'display level | display status | sort status | limit 1', [{ status: '200' }]],
  [
    'what is computed is named by its text, and known by it from then on',
    'fields strlen(level) | sort strlen(level) desc, status | limit 1',
    [{ 'strlen(level)': '5' }],
  ],
  [
    'comments go to the end of their line',
    'fields level # | filter level = "NONE"\n| sort @timestamp desc | limit 2 # two',
    [{}, { level: 'WARN' }],
  ],
  [
    'sort is ascending unless it says desc; further keys decide between equals',
    'filter ispresent(route) | sort route desc, durationMs | display route, durationMs',
    [
      { route: '/b', durationMs: '20.5' },
      { route: '/b' },
      { route: '/a', durationMs: '10' },
      { route: '/a', durationMs: '30' },
    ],
  ],
  [
    'parse takes the parts of a line that asterisks stand for',
    'parse @message "user=*, method:*, latency := *" as @user, @method, @latency | filter ispresent(@user) | display @user, @method, @latency',
    [{ '@user': 'ann', '@method': 'GET', '@latency': '12' }],
  ],
  [
    'what was parsed is a number where it looks like one',
    'parse @message "user=*, method:*, latency := *" as @user, @method, @latency | stats avg(@latency) by @method, @user',
    [{}, { '@method': 'GET', '@user': 'ann', 'avg(@latency)': '12' }],
  ],
  [
    'parse names the groups of a regular expression',
    'parse @message /user=(?<who>\\w+).*:= (?<ms>\\d+)/ | filter ms > 10 | display who, ms',
    [{ who: 'ann', ms: '12' }],
  ],
  [
    'which may begin with an @, beside groups without a name',
    'parse @message /user=(?<@who>(\\w)\\w+).*:= (?<@ms>\\d+)/ | filter @ms > 10 | display @who, @ms',
    [{ '@who': 'ann', '@ms': '12' }],
  ],
  [
    'or takes names for them',
    'parse @message /user=(\\w+).*:= (\\d+)/ as who, ms | filter ms > 10 | display who, ms',
    [{ who: 'ann', ms: '12' }],
  ],
  [
    'parse reads the line unless it says what',
    'parse "user=*," as who | filter ispresent(who) | display who',
    [{ who: 'ann' }],
  ],
  [
    'dedup keeps the first of the sort order, and all where the field is missing',
    'display route, status | sort @timestamp | dedup route',
    [{ route: '/a', status: '200' }, { route: '/b', status: '500' }, {}],
  ],
  [
    'dedup by two fields, the latest without a sort, then a limit',
    'filter ispresent(route) | display level, status | dedup route, level | limit 2',
    [
      { level: 'WARN', status: '404' },
      { level: 'ERROR', status: '500' },
    ],
  ],
  [
    'and all of several where it is missing',
    'filter level = "INFO" | display status | sort status | dedup error.name',
    [{ status: '200' }, { status: '201' }],
  ],
  [
    'dedup of what a sort and a filter leave',
    'display route, status | sort status desc | filter status < 500 | dedup route | limit 2',
    [
      { route: '/b', status: '404' },
      { route: '/a', status: '201' },
    ],
  ],
  [
    'a second sort keeps the order of the first among what is alike',
    'display level, status | sort status desc | sort level | limit 3',
    [
      { level: 'ERROR', status: '500' },
      { level: 'INFO', status: '201' },
      { level: 'INFO', status: '200' },
    ],
  ],
  ['sort by is sort', 'display status | sort by status desc | limit 1', [{ status: '500' }]],
  [
    'a filter after a sort is over all lines, not over those that a later limit leaves',
    'fields level, status | sort @timestamp | filter level != "INFO" | limit 1',
    [{ level: 'ERROR', status: '500' }],
  ],
  ['limit takes the first', 'fields status | sort status desc | limit 2', [{ status: '500' }, { status: '404' }]],
  [
    'what Grafana puts before a query leaves the query as it is',
    'fields @timestamp,ltrim(@log) as __log__grafana_internal__,ltrim(@logStream) as __logstream__grafana_internal__|stats count(*) as n by route, bin(30s) | sort n desc | limit 1',
    [{ route: '/a', 'bin(30s)': '2026-01-15 12:00:00.000', n: '2' }],
  ],
  [
    'numbers of the line are shown as they are, computed ones with four decimals',
    'fields durationMs / 3, durationMs | filter durationMs = 20.5',
    [{ 'durationMs / 3': '6.8333', durationMs: '20.5' }],
  ],
  [
    'jsonParse makes a map, whose parts the next command reads',
    'filter level = "ERROR" | fields jsonParse(@message) as json | fields json.error.name as name, json.error.causes[0].code as code | display name, code',
    [{ name: 'TimeoutError', code: '7' }],
  ],
])('%s', async (_, query, rows) => expect(await rowsOf(shop, query)).toEqual(rows));
