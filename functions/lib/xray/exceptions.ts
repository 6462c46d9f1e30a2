import type { SafeError } from '../redact.ts';
import { newSegmentId } from './recording.ts';

type StackFrame = { readonly path: string; readonly line: number; readonly label?: string };

/** Frames of a stack that are told: what is above them is the runtime's. */
const MOST_FRAMES = 50;

const FRAME = /^\s*at (?:(?<label>.+?) \()?(?:file:\/\/)?(?<path>[^()]+?):(?<line>\d+):\d+\)?$/;

function frameOf(text: string): StackFrame[] {
  const { label, path, line } = FRAME.exec(text)?.groups ?? {};
  if (!path || !line) return [];
  return [{ path, line: Number(line), ...(label ? { label } : {}) }];
}

function causesOf(error: SafeError): SafeError[] {
  return [error, ...(error.cause ? causesOf(error.cause) : [])];
}

function exception({ name, message, stack }: SafeError, id: string, remote: boolean): object {
  const frames = stack.split('\n').flatMap(frameOf);
  const truncated = Math.max(0, frames.length - MOST_FRAMES);
  return {
    id,
    type: name,
    message,
    remote,
    ...(truncated > 0 ? { truncated } : {}),
    stack: frames.slice(0, MOST_FRAMES),
  };
}

/** The `cause` block of "AWS X-Ray segment documents": the error and its causes, each naming the next, with their frames. */
export function causeBlock(error: SafeError, remote: boolean): object {
  const errors = causesOf(error);
  const ids = errors.map(newSegmentId);
  const exceptions = errors.map((each, index) => {
    const cause = ids[index + 1];
    return { ...exception(each, ids[index] ?? '', remote), ...(cause ? { cause } : {}) };
  });
  return { exceptions };
}
