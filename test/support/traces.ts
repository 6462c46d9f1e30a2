import { BatchGetTracesCommand, GetTraceSummariesCommand, type XRayClient } from '@aws-sdk/client-xray';

/** A segment or subsegment document, as far as the tests read it. */
export type SegmentDocument = {
  readonly id: string;
  readonly parent_id?: string;
  readonly name: string;
  readonly origin?: string;
  readonly namespace?: string;
  readonly subsegments?: readonly SegmentDocument[];
};

/** Ids of all traces that a filter expression selects around a virtual time. */
export async function traceIds(xray: XRayClient, now: Date, filter?: string): Promise<readonly string[]> {
  const ids: string[] = [];
  let token: string | undefined;
  do {
    const page = await xray.send(
      new GetTraceSummariesCommand({
        StartTime: new Date(now.getTime() - 3_600_000),
        EndTime: new Date(now.getTime() + 60_000),
        ...(filter === undefined ? {} : { FilterExpression: filter }),
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    ids.push(...(page.TraceSummaries ?? []).flatMap((summary) => summary.Id ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return ids;
}

/** All segment documents of some traces, as text. */
export async function segmentTexts(xray: XRayClient, ids: readonly string[]): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let index = 0; index < ids.length; index += 5) {
    const batch = await xray.send(new BatchGetTracesCommand({ TraceIds: ids.slice(index, index + 5) }));
    texts.push(
      ...(batch.Traces ?? []).flatMap((trace) => trace.Segments ?? []).flatMap((segment) => segment.Document ?? []),
    );
  }
  return texts;
}

/** Segments and subsegments, flat. */
export function flatten(documents: readonly SegmentDocument[]): readonly SegmentDocument[] {
  return documents.flatMap((document) => [document, ...flatten(document.subsegments ?? [])]);
}

/** Names from the outermost segment down to the given one. */
export function pathTo(all: readonly SegmentDocument[], document: SegmentDocument): readonly string[] {
  const parent = all.find(
    (candidate) => candidate.subsegments?.includes(document) || candidate.id === document.parent_id,
  );
  return parent === undefined ? [document.name] : [...pathTo(all, parent), document.name];
}
