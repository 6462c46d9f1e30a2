import { logGroupName, physicalName } from '../../../monitoring/physical-name.ts';
import type { FunctionId } from '../../../monitoring/resources.ts';

/** Where and when to look in the AWS console; times in epoch milliseconds. */
export type AwsView = { readonly region: string; readonly stage: string; readonly from: number; readonly to: number };

const iso = (time: number): string => new Date(time).toISOString();

/** Text as the console's addresses hold it inside `~'…`. */
function escaped(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%(..)/g, (_, digits: string) => `*${digits.toLowerCase()}`);
}

function cloudWatch({ region }: AwsView, hash: string): string {
  return `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#${hash}`;
}

/** A dashboard of the stage in CloudWatch. */
export function awsDashboard(view: AwsView, id: string): string {
  const name = physicalName(view.stage, id);
  return cloudWatch(view, `dashboards/dashboard/${name}?start=${iso(view.from)}&end=${iso(view.to)}`);
}

/** A query of CloudWatch Logs Insights over functions’ log groups. */
export function awsLogs(view: AwsView, functions: readonly FunctionId[], query: string): string {
  const groups = functions.map((id) => `~'${escaped(logGroupName(view.stage, id))}`).join('');
  const range = `end~'${escaped(iso(view.to))}~start~'${escaped(iso(view.from))}~timeType~'ABSOLUTE~tz~'UTC`;
  const detail = `~(${range}~editorString~'${escaped(query)}~isLiveTail~false~source~(${groups}))`;
  return cloudWatch(view, `logsV2:logs-insights$3FqueryDetail$3D${detail}`);
}

/** Traces that a filter expression finds. */
export function awsTraces(view: AwsView, expression: string): string {
  const range = `timeRange~(end~'${escaped(iso(view.to))}~start~'${escaped(iso(view.from))})`;
  return cloudWatch(view, `xray:traces/query?~(query~(expression~'${escaped(expression)})~context~(${range}))`);
}
