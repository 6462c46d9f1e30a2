import type { JsonObject } from '../aws/json.ts';

/** An event as rules match it and targets get it ("AWS service event metadata"); `time` is ISO 8601 in whole seconds. */
export type Event = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
};

/** A time as events have it. */
export function eventTime(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
