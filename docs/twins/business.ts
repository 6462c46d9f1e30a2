import { math, search, shop, type TwinSection } from './twin.ts';

const hits = shop('CacheHits', 'Sum');
const misses = shop('CacheMisses', 'Sum');
const queue = (name: string, stat: string) =>
  search('AWS/SQS,QueueName', name, stat, 300, 'QueueName="smallcart-<stage>-orders"');
const table = (name: string, stat: string) =>
  search('AWS/DynamoDB,Operation,TableName', name, stat, 300, 'TableName="smallcart-<stage>-shop"');

/** What the shop sells, and what it keeps and passes on for that. */
export const business: TwinSection = {
  title: 'Shop, cache, database, queue and jobs',
  text: 'The functions write these metrics as part of their log lines, where the event commits.',
  twins: [
    {
      question: 'Orders by status',
      language: 'PromQL',
      old: 'sum by (status) (increase(orders_total[1h]))',
      twin: math(shop('Orders', 'Sum', 3_600, '', 'Status')),
    },
    {
      question: 'Revenue',
      language: 'PromQL',
      old: 'sum(increase(order_value_total[1h]))',
      twin: math(`SUM(${shop('RevenueCents', 'Sum', 3_600)}) / 100`),
      note: 'Metrics of money are in cents.',
    },
    {
      question: 'Mean value of an order',
      language: 'PromQL',
      old: 'sum(rate(order_value_sum[1h])) / sum(rate(order_value_count[1h]))',
      twin: math(`SUM(${shop('RevenueCents', 'Average', 3_600)}) / 100`),
    },
    {
      question: 'Checkout conversion in percent',
      language: 'PromQL',
      old: '100 * sum(increase(orders_total{status="created"}[1h])) / sum(increase(carts_created_total[1h]))',
      twin: math(
        `100 * SUM(${shop('Orders', 'Sum', 3_600, 'Status="created"', 'Status')}) / SUM(${shop('CartsStarted', 'Sum', 3_600)})`,
      ),
    },
    {
      question: 'Cart operations',
      language: 'PromQL',
      old: 'sum by (operation) (rate(cart_operations_total[5m]))',
      twin: math(shop('CartOperations', 'Sum', 300, '', 'Operation')),
    },
    {
      question: 'Registrations',
      language: 'metric',
      old: 'user_registrations_total',
      twin: math(shop('Registrations', 'Sum', 3_600)),
    },
    {
      question: 'Failed logins',
      language: 'PromQL',
      old: 'sum(rate(login_attempts_total{status="failure"}[5m]))',
      twin: math(shop('Logins', 'Sum', 300, 'Result="failed"', 'Result')),
    },
    {
      question: 'Transactions by payment method and status',
      language: 'PromQL',
      old: 'sum by (payment_method, status) (increase(transactions_total[5m]))',
      twin: math(shop('Payments', 'Sum', 300, '', 'PaymentMethod,Result')),
    },
    {
      question: 'Fraud alerts by type and severity',
      language: 'PromQL',
      old: 'sum by (type, severity) (increase(fraud_alerts_total[1h]))',
      twin: math(shop('FraudAlerts', 'Sum', 3_600, '', 'Action,Rule')),
      note: 'The rule is the type; what it does, review or block, is how severe it is.',
    },
    {
      question: 'Items that run out',
      language: 'PromQL',
      old: 'count(inventory_quantity < 5)',
      twin: math(shop('LowStockItems', 'Maximum')),
    },
    { question: 'Items', language: 'metric', old: 'inventory_items', twin: math(shop('Items', 'Maximum')) },
    {
      question: 'Balances of customers',
      language: 'metric',
      old: 'account_balance',
      twin: math(`SUM(${shop('WalletBalanceCents', 'Average', 3_600)}) / 100`),
    },
    {
      question: 'Profit and loss',
      language: 'metric',
      old: 'trading_pnl',
      twin: math(`SUM(${shop('GrossMarginCents', 'Sum', 3_600)}) / 100`),
    },
    {
      question: 'Cache hit ratio in percent',
      language: 'PromQL',
      old: '100 * rate(cache_hits_total[5m]) / (rate(cache_hits_total[5m]) + rate(cache_misses_total[5m]))',
      twin: math(`100 * SUM(${hits}) / (SUM(${hits}) + SUM(${misses}))`),
    },
    {
      question: 'Database errors',
      language: 'PromQL',
      old: 'sum(rate(db_errors_total[5m]))',
      twin: math(`SUM(${table('SystemErrors', 'Sum')})`),
    },
    {
      question: 'Duration of database queries by operation',
      language: 'PromQL',
      old: 'sum by (operation) (rate(db_query_duration_seconds_sum[5m])) / sum by (operation) (rate(db_query_duration_seconds_count[5m]))',
      twin: math(table('SuccessfulRequestLatency', 'Average')),
    },
    {
      question: 'Connection pool in use',
      language: 'metric',
      old: 'db_pool_connections_in_use',
      twin: math(
        search('AWS/DynamoDB,TableName', 'ReadThrottleEvents', 'Sum', 300, 'TableName="smallcart-<stage>-shop"'),
      ),
      note: 'DynamoDB has no connections. What a full pool did, making requests wait, throttling does.',
    },
    {
      question: 'Messages produced',
      language: 'PromQL',
      old: 'sum(rate(kafka_messages_produced_total[5m]))',
      twin: math(queue('NumberOfMessagesSent', 'Sum')),
    },
    {
      question: 'Messages consumed',
      language: 'PromQL',
      old: 'sum(rate(kafka_messages_consumed_total[5m]))',
      twin: math(queue('NumberOfMessagesReceived', 'Sum')),
    },
    {
      question: 'Consumer lag',
      language: 'metric',
      old: 'kafka_consumergroup_lag',
      twin: math(queue('ApproximateNumberOfMessagesVisible', 'Maximum')),
    },
    {
      question: 'Duration of jobs',
      language: 'PromQL',
      old: 'avg by (job_type) (analytics_job_duration_seconds)',
      twin: math(
        search(
          'AWS/Lambda,FunctionName',
          'Duration',
          'Average',
          3_600,
          'FunctionName="smallcart-<stage>-sales-rollup"',
        ),
      ),
    },
    {
      question: 'Failed jobs',
      language: 'PromQL',
      old: 'sum(increase(analytics_jobs_total{status="failed"}[1h]))',
      twin: math(
        search('AWS/Lambda,FunctionName', 'Errors', 'Sum', 3_600, 'FunctionName="smallcart-<stage>-sales-rollup"'),
      ),
    },
    {
      question: 'Deployments by result',
      language: 'PromQL',
      old: 'sum by (status) (increase(deployments_total[1d]))',
      twin: math(shop('Deployments', 'Sum', 86_400, '', 'Result')),
    },
    {
      question: 'Duration of builds and deployments',
      language: 'metric',
      old: 'deployment_duration_seconds',
      twin: math(shop('DeploymentDuration', 'Average', 3_600, '', 'Step')),
    },
  ],
};
