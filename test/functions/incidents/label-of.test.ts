import { expect, test } from 'vitest';
import { labelOf } from '../../../functions/incidents/label-of.ts';
import { readMessage } from '../../../functions/incidents/read-message.ts';
import { action } from './queued.ts';
import { queuedMessage } from './queued-message.ts';

const cases: Record<string, [unknown, object]> = {
  'of the query that is watched, as a notification spells it': [
    [
      { Id: 'errors', Label: 'Errors', ReturnData: false },
      { Id: 'rate', Label: 'Error rate (%)', ReturnData: true },
    ],
    { label: 'Error rate (%)' },
  ],
  'of the query that is watched, as an event spells it': [
    [
      { id: 'errors', label: 'Errors', returnData: false },
      { id: 'rate', label: 'Error rate (%)', returnData: true },
    ],
    { label: 'Error rate (%)' },
  ],
  'of the metric, not of the band around it that has none': [
    [
      { Id: 'orders', Label: 'Orders', ReturnData: true },
      { Id: 'band', ReturnData: true },
    ],
    { label: 'Orders' },
  ],
  'nothing where none is called anything': [[{ Id: 'orders', ReturnData: true }], {}],
  'nothing where there are no queries': [undefined, {}],
  'nothing where queries are something else': [[{ Label: 7 }], {}],
};
test.each(Object.entries(cases))('what an alarm watches is called: %s', (_sentence, [queries, expected]) => {
  expect(labelOf(queries)).toEqual(expected);
});

test('a notification whose trigger is strange is an alarm’s all the same', () => {
  const { Message, ...sns } = JSON.parse(action({ name: 'down', at: 0 }).body);
  const of = (Trigger: unknown) => {
    const body = { ...sns, Message: JSON.stringify({ ...JSON.parse(Message), Trigger }) };
    return readMessage(queuedMessage(JSON.stringify(body))).changes;
  };
  expect(of('What is this?')).toMatchObject([{ state: 'ALARM' }]);
  expect(of({ Metrics: [{ Label: 'Errors (%)', ReturnData: true }] })).toMatchObject([{ label: 'Errors (%)' }]);
});
