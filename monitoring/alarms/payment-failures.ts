import { metric } from '../metric-query.ts';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * More than half of the card payments come to nothing: the provider breaks or does not answer (three times in five minutes, at
 * least), or declines nearly everybody (ten times, as a shopper whose card is empty may try a few).
 */
export const paymentFailures: AlarmDefinition = {
  id: 'payment-failures',
  title: 'Payment failures',
  severity: 'critical',
  category: 'business',
  group: 'checkout',
  notices: 'Shoppers cannot pay by card.',
  promiseMinutes: 7,
  runbook: 'payment-failures.md',
  provenBy: ['payment-declines', 'payment-outage', 'payment-slow'],
  missingDataReason: 'The metrics are only written when somebody pays; no payment is no failure.',
  lowTraffic: {
    none: 'Without payments there is nothing to fail.',
    one: 'Three payments that break within five minutes raise it; ten declined ones do not come together so soon.',
    ten: 'Three payments that break, or ten that are declined, raise it if they are more than half.',
  },
  metrics: [
    {
      id: 'rate',
      expression:
        'IF(FILL(failed, 0) >= 3 OR FILL(declined, 0) >= 10, 100 * (FILL(failed, 0) + FILL(declined, 0)) / (FILL(failed, 0) + FILL(declined, 0) + FILL(authorised, 0)), 0)',
      label: 'Card payments that came to nothing (%)',
    },
    {
      id: 'failed',
      metric: metric('payments', { PaymentMethod: 'card', Result: 'failed' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'declined',
      metric: metric('payments', { PaymentMethod: 'card', Result: 'declined' }),
      stat: 'Sum',
      returnData: false,
    },
    {
      id: 'authorised',
      metric: metric('payments', { PaymentMethod: 'card', Result: 'authorised' }),
      stat: 'Sum',
      returnData: false,
    },
  ],
  period: 300,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 50,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};
