import type { AwsService } from '../aws/aws-service.ts';
import { loadApiModel } from './api-model.ts';
import { deleteAlarmMuteRule } from './operations/delete-alarm-mute-rule.ts';
import { deleteAlarms } from './operations/delete-alarms.ts';
import { deleteAnomalyDetector } from './operations/delete-anomaly-detector.ts';
import { deleteDashboards } from './operations/delete-dashboards.ts';
import { describeAlarmContributors } from './operations/describe-alarm-contributors.ts';
import { describeAlarmHistory } from './operations/describe-alarm-history.ts';
import { describeAlarms } from './operations/describe-alarms.ts';
import { describeAlarmsForMetric } from './operations/describe-alarms-for-metric.ts';
import { describeAnomalyDetectors } from './operations/describe-anomaly-detectors.ts';
import { getAlarmMuteRule } from './operations/get-alarm-mute-rule.ts';
import { getDashboard } from './operations/get-dashboard.ts';
import { getMetricData } from './operations/get-metric-data.ts';
import { getMetricStatistics } from './operations/get-metric-statistics.ts';
import { getMetricWidgetImage } from './operations/get-metric-widget-image.ts';
import { listAlarmMuteRules } from './operations/list-alarm-mute-rules.ts';
import { listDashboards } from './operations/list-dashboards.ts';
import { listMetrics } from './operations/list-metrics.ts';
import { listTagsForResource } from './operations/list-tags-for-resource.ts';
import { putAlarmMuteRule } from './operations/put-alarm-mute-rule.ts';
import { putAnomalyDetector } from './operations/put-anomaly-detector.ts';
import { putCompositeAlarm } from './operations/put-composite-alarm.ts';
import { putDashboard } from './operations/put-dashboard.ts';
import { putMetricAlarm } from './operations/put-metric-alarm.ts';
import { putMetricData } from './operations/put-metric-data.ts';
import { setActionsEnabled } from './operations/set-actions-enabled.ts';
import { setAlarmState } from './operations/set-alarm-state.ts';
import { tagResource } from './operations/tag-resource.ts';
import { untagResource } from './operations/untag-resource.ts';
import type { ServiceState } from './service-state.ts';

/** CloudWatch's API over awsJson1_0, rpc-v2-cbor and awsQuery. */
export function createCloudWatchService(state: ServiceState): AwsService {
  return {
    name: 'cloudwatch',
    protocol: 'awsJson1_0',
    target: 'GraniteServiceVersion20100801',
    signingName: 'monitoring',
    query: { version: '2010-08-01', namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' },
    queryCompatible: true,
    loadModel: loadApiModel,
    operations: {
      PutMetricData: putMetricData(state.metrics),
      GetMetricData: getMetricData(state.source),
      GetMetricStatistics: getMetricStatistics(state.metrics),
      GetMetricWidgetImage: getMetricWidgetImage(state),
      ListMetrics: listMetrics(state.metrics),
      PutMetricAlarm: putMetricAlarm(state),
      PutCompositeAlarm: putCompositeAlarm(state),
      DescribeAlarms: describeAlarms(state),
      DescribeAlarmsForMetric: describeAlarmsForMetric(state),
      DescribeAlarmHistory: describeAlarmHistory(state),
      DescribeAlarmContributors: describeAlarmContributors(state),
      SetAlarmState: setAlarmState(state),
      EnableAlarmActions: setActionsEnabled(state, true),
      DisableAlarmActions: setActionsEnabled(state, false),
      DeleteAlarms: deleteAlarms(state),
      PutAlarmMuteRule: putAlarmMuteRule(state),
      GetAlarmMuteRule: getAlarmMuteRule(state),
      ListAlarmMuteRules: listAlarmMuteRules(state),
      DeleteAlarmMuteRule: deleteAlarmMuteRule(state),
      PutAnomalyDetector: putAnomalyDetector(state),
      DescribeAnomalyDetectors: describeAnomalyDetectors(state),
      DeleteAnomalyDetector: deleteAnomalyDetector(state),
      PutDashboard: putDashboard(state),
      GetDashboard: getDashboard(state),
      ListDashboards: listDashboards(state),
      DeleteDashboards: deleteDashboards(state),
      TagResource: tagResource(state),
      UntagResource: untagResource(state),
      ListTagsForResource: listTagsForResource(state),
    },
  };
}
