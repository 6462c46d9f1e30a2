import type { FaultName } from '../../monitoring/fault-names.ts';

type FaultService =
  | 'DynamoDB'
  | 'Lambda'
  | 'API Gateway'
  | 'Payment provider'
  | 'SQS'
  | 'Notifications'
  | 'CloudWatch and X-Ray'
  | 'Scheduler'
  | 'Shoppers'
  | 'Billing';

/** At whose boundary each fault is. */
export const FAULT_SERVICE: Readonly<Record<FaultName, FaultService>> = {
  'dynamodb-errors': 'DynamoDB',
  'dynamodb-throttling': 'DynamoDB',
  'dynamodb-latency': 'DynamoDB',
  'dynamodb-operation-errors': 'DynamoDB',
  'ledger-tampered': 'DynamoDB',
  'function-crash': 'Lambda',
  'function-out-of-memory': 'Lambda',
  'function-timeout': 'Lambda',
  'cold-start-storm': 'Lambda',
  'concurrency-exhausted': 'Lambda',
  'memory-pressure': 'Lambda',
  'cpu-pressure': 'Lambda',
  'storage-filling': 'Lambda',
  'cache-disabled': 'Lambda',
  'api-gateway-down': 'API Gateway',
  'payment-declines': 'Payment provider',
  'payment-outage': 'Payment provider',
  'payment-slow': 'Payment provider',
  'queue-unavailable': 'SQS',
  'queue-delayed': 'SQS',
  'poison-message': 'SQS',
  'notification-failures': 'Notifications',
  'channel-failures': 'Notifications',
  'emf-lost': 'CloudWatch and X-Ray',
  'emf-malformed': 'CloudWatch and X-Ray',
  'logs-delayed': 'CloudWatch and X-Ray',
  'xray-down': 'CloudWatch and X-Ray',
  'schedule-stopped': 'Scheduler',
  'job-stuck': 'Scheduler',
  'traffic-surge': 'Shoppers',
  'traffic-gone': 'Shoppers',
  'login-storm': 'Shoppers',
  'fraud-burst': 'Shoppers',
  'stock-running-out': 'Shoppers',
  'cost-surge': 'Billing',
};
