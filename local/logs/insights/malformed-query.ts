import { AwsError } from '../../aws/aws-error.ts';

/** A stretch of a query's text, in characters; `end` is the one after the last. */
export type Span = { readonly start: number; readonly end: number };

function place(query: string, { start }: Span): string {
  const before = query.slice(0, start).split('\n');
  return `at line ${before.length} and position ${before.at(-1)?.length ?? 0}`;
}

/** A query that does not compile: MalformedQueryException, whose message and "QueryCompileError" say where and why. */
export function malformedQuery(query: string, span: Span, cause: string): AwsError {
  const message = `${cause} ${place(query, span)}`;
  const location = { startCharOffset: span.start, endCharOffset: span.end };
  return new AwsError('MalformedQueryException', message, 400, {
    members: { queryCompileError: { location, message } },
  });
}
