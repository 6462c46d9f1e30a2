import type { Outcome } from './environment.ts';
import type { FunctionError } from './protocol.ts';

/** How an invocation failed: the error that the caller gets, and the error type of the REPORT line when the environment is lost with it. */
export type Failure = { error: FunctionError; reportType?: string };

const named = (errorType: string, requestId: string, message: string): FunctionError => ({
  errorType,
  errorMessage: `RequestId: ${requestId} Error: ${message}`,
  trace: [],
});

const exit = (exitCode: number): string =>
  exitCode === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${exitCode}`;

/** What Lambda answers when an invocation ends so ("Troubleshoot invocation issues in Lambda"); undefined for a result. */
export function failureOf(outcome: Outcome, requestId: string, timeoutMs: number): Failure | undefined {
  switch (outcome.kind) {
    case 'result':
      return undefined;
    case 'error':
      return { error: outcome.error };
    case 'timeout': {
      const message = `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
      return { error: named('Sandbox.Timedout', requestId, message), reportType: 'Sandbox.Timedout' };
    }
    case 'exit':
      return { error: named('Runtime.ExitError', requestId, exit(outcome.exitCode)), reportType: 'Runtime.ExitError' };
    case 'killed': {
      const message = 'Runtime exited with error: signal: killed';
      return { error: named('Runtime.ExitError', requestId, message), reportType: 'Runtime.ExitError' };
    }
    case 'outOfMemory': {
      const message = 'Runtime exited with error: signal: killed';
      return { error: named('Runtime.OutOfMemory', requestId, message), reportType: 'Runtime.OutOfMemory' };
    }
    default:
      return outcome satisfies never;
  }
}
