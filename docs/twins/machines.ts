import { insights, lambda, math, search, shop, type TwinSection } from './twin.ts';

/** What a server, its processes and containers were watched by. */
export const machines: TwinSection = {
  title: 'Server, processes, containers and the watch itself',
  text: 'There is no server to watch: the signal that answers the same question is another one.',
  twins: [
    {
      question: 'Is it up?',
      language: 'metric',
      old: 'up',
      twin: math(`MIN(${shop('ProbeSuccess', 'Minimum', 60)})`),
      note: 'A shopper’s walk through the shop each minute: 1 where it succeeded.',
    },
    {
      question: 'Is it down, or is nothing heard of it?',
      language: 'PromQL',
      old: 'absent(up{job="shop"}) or up{job="shop"} == 0',
      twin: math(`FILL(${shop('ProbeSuccess', 'Minimum', 60)}, 0)`),
    },
    {
      question: 'CPU in percent',
      language: 'PromQL',
      old: '100 - avg(rate(node_cpu_seconds_total{mode="idle"}[5m])) * 100',
      twin: math(shop('CpuUtilization', 'Average')),
      note: 'Of what the functions’ memory settings give them.',
    },
    {
      question: 'CPU of the process',
      language: 'PromQL',
      old: 'rate(process_cpu_seconds_total[5m])',
      twin: math(shop('CpuUtilization', 'Maximum')),
    },
    {
      question: 'Memory in percent',
      language: 'PromQL',
      old: '100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)',
      twin: math(shop('MemoryUtilization', 'Maximum')),
    },
    {
      question: 'Memory of the process',
      language: 'metric',
      old: 'process_resident_memory_bytes',
      twin: insights('filter @type = "REPORT"', 'stats max(@maxMemoryUsed / 1000 / 1000) as megabytes by @log'),
    },
    {
      question: 'Memory of containers, used and allowed',
      language: 'PromQL',
      old: 'max by (pod) (container_memory_working_set_bytes) / max by (pod) (container_spec_memory_limit_bytes)',
      twin: insights(
        'filter @type = "REPORT"',
        'stats max(@maxMemoryUsed) * 100 / max(@memorySize) as percent by @log',
      ),
    },
    {
      question: 'CPU of containers',
      language: 'PromQL',
      old: 'sum by (pod) (rate(container_cpu_usage_seconds_total[5m]))',
      twin: math(lambda('Duration', 'Sum')),
      note: 'The milliseconds that each function has worked, which are what is billed.',
    },
    {
      question: 'Disk in percent',
      language: 'PromQL',
      old: '100 * (1 - node_filesystem_avail_bytes / node_filesystem_size_bytes)',
      twin: math(shop('StorageUtilization', 'Maximum')),
      note: 'The only disk is `/tmp` of each execution environment.',
    },
    {
      question: 'Starts of processes, uptime',
      language: 'metric',
      old: 'process_start_time_seconds',
      twin: math(shop('ColdStarts', 'Sum')),
      note: 'An execution environment starts as load asks, and ends with it.',
    },
    {
      question: 'How long starts take',
      language: 'metric',
      old: 'process_startup_duration_seconds',
      twin: insights(
        'filter ispresent(@initDuration)',
        'stats pct(@initDuration, 95) as p95, count(*) as starts by @log',
      ),
    },
    {
      question: 'Restarts of containers',
      language: 'PromQL',
      old: 'sum by (pod) (increase(kube_pod_container_status_restarts_total[1h]))',
      twin: math(lambda('Errors', 'Sum', 3_600)),
      note: 'An invocation that ends with an error, or in none, is what restarted a container.',
    },
    {
      question: 'Replicas',
      language: 'metric',
      old: 'kube_deployment_status_replicas_available',
      twin: math(lambda('ConcurrentExecutions', 'Maximum')),
    },
    {
      question: 'Requests that found no capacity',
      language: 'metric',
      old: 'kube_horizontalpodautoscaler_status_desired_replicas',
      twin: math(lambda('Throttles', 'Sum')),
    },
    {
      question: 'Lines that arrive',
      language: 'PromQL',
      old: 'sum(rate(loki_distributor_lines_received_total[5m]))',
      twin: math(search('AWS/Logs,LogGroupName', 'IncomingLogEvents', 'Sum', 300, 'smallcart-<stage>')),
    },
    {
      question: 'Samples that were rejected',
      language: 'metric',
      old: 'prometheus_target_scrapes_sample_out_of_order_total',
      twin: math(shop('MetricsRejected', 'Sum', 3_600)),
    },
    {
      question: 'Notifications that failed',
      language: 'metric',
      old: 'alertmanager_notifications_failed_total',
      twin: math(search('AWS/SNS,TopicName', 'NumberOfNotificationsFailed', 'Sum', 300, 'smallcart-<stage>')),
    },
    {
      question: 'AWS’s bill',
      language: 'metric',
      old: 'aws_billing_estimated_charges_maximum',
      twin: math(search('AWS/Billing,Currency', 'EstimatedCharges', 'Maximum', 21_600)),
    },
  ],
};
