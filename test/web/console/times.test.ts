import { type ComponentType, h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { exactTime } from '../../../web/src/console/logs/result-cell.ts';
import { Moment } from '../../../web/src/console/moment.tsx';
import { PastNotice } from '../../../web/src/console/past-notice.tsx';
import { formatStamp } from '../../../web/src/ui/format-time.ts';

const AT = '2026-11-19T20:39:05.070Z';

function markup<Props extends object>(view: ComponentType<Props>, props: Props): string {
  return renderToString(h(view, props));
}

test('every page of the console writes a day and its time in one way', () => {
  const [dated, now] = [formatStamp(AT), '2026-11-21T20:39:00.000Z'];
  expect(markup(Moment, { at: AT, now })).toContain(`>${dated}</span>`);
  expect(markup(PastNotice, { until: AT, present: '/ops' })).toContain(`>${dated}</time>`);
  expect(exactTime(Date.parse(AT))).toBe(`${dated}:05.070`);
  expect(exactTime(Date.parse(AT), 0)).toBe(`${dated}:05`);
});
