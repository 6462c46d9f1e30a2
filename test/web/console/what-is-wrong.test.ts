import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Alarm } from '../../../functions/ops/responses.ts';
import { AlarmStatesBody } from '../../../web/src/console/dashboards/alarm-states-body.tsx';
import { StatBody } from '../../../web/src/console/dashboards/stat-body.tsx';
import { WhatIsWrong } from '../../../web/src/console/overview/what-is-wrong.tsx';

const NOW = '2026-11-21T20:36:00.000Z';

/** What markup reads as, spaces as they are seen. */
function textOf(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function alarm(title: string, more: Partial<Alarm>): Alarm {
  return {
    ...{ name: title, title, notices: '', state: 'ALARM', reason: '', since: '2026-11-21T20:30:00.000Z' },
    ...{ severity: 'critical', category: 'service', group: 'shop', condition: '', actionsEnabled: true },
    ...{ type: 'metric', acting: true },
    ...more,
  };
}

test('the states of a panel’s alarms say of one that is raised since when, and whether it is silenced', () => {
  const alarms = [
    alarm('Burns', { suppressed: 'by its suppressor' }),
    alarm('Failing', {}),
    alarm('Fine', { state: 'OK' }),
  ];
  const wanted = alarms.map(({ name, title, severity }) => ({ name, title, severity, runbook: 'none' })).toReversed();
  const data = { generatedAt: NOW, alarms, mutes: [] };
  const markup = renderToString(
    h(AlarmStatesBody, { wanted, live: { status: 'ready', data, refreshing: false, stale: false } }),
  );
  expect(textOf(markup)).toMatch(
    /^Failing in alarm since \S+ \(6 minutes ago\) Burns in alarm since \S+ \(6 minutes ago\) , silenced Fine OK$/,
  );
});

const told = (...alarms: readonly Alarm[]): string =>
  textOf(renderToString(h(WhatIsWrong, { alarms, open: [], now: NOW })));

describe('what is wrong, as long as there is no incident of it,', () => {
  const down = alarm('Application down', { acting: false });
  const burn = alarm('Availability burns', { suppressor: 'Table failing', suppressed: 'by its suppressor' });
  const table = alarm('Table failing', { type: 'composite', members: ['Table errors'] });

  test('is the cause alone, not what follows from it', () => {
    const words = told(down, burn, table);
    expect(words).toMatch(/^Table failing since/);
    expect(words).not.toMatch(/Application|burns|more/);
  });

  test('is nothing of which nobody is told, and it says so', () => {
    const over = { ...table, state: 'OK', since: '2026-11-21T20:35:00.000Z' } as const;
    expect(told(down, burn, over)).toBe('2 alarms raised , nobody has to be told');
    expect(told(over)).toBe('1 alarm, none raised');
  });
});

test('a sum says in how long a time it came about, anything else does not', () => {
  const shown = { unit: 'orders', period: 300, thresholds: [], now: Date.parse(NOW) };
  const stat = (kind: string) => {
    const series = [{ id: 's', label: 'Orders', timestamps: [0, 300_000], values: [7, 17], stat: kind }];
    return textOf(renderToString(h(StatBody, { series, ...shown })));
  };
  expect(stat('Sum')).toMatch(/17 orders in 5 min$/);
  expect(stat('Average')).toMatch(/17 orders$/);
});
