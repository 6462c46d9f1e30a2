import { createHash } from 'node:crypto';
import type { Deployment, DeploymentCheck, DeploymentStep } from '../../functions/lib/deployments/deployment.ts';
import { redact } from '../../functions/lib/redact.ts';
import { fitDocuments } from '../../functions/lib/xray/fit-documents.ts';
import { type Document, segmentName } from '../../functions/lib/xray/segment-document.ts';
import { physicalName } from '../../monitoring/physical-name.ts';

/** "AWS X-Ray segment documents": a document has up to 64 KB. */
const LIMIT = 64_000;

/** A part of the trace: always the same id for the same part, so that what is sent twice is there once. */
function idOf({ traceId }: Deployment, part: string): string {
  return createHash('sha256').update(`${traceId} ${part}`).digest('hex').slice(0, 16);
}

type Span = { readonly startedAt: number; readonly endedAt?: number };

/** Epoch seconds; what never ended, ended with the deployment. */
function times({ startedAt, endedAt: own }: Span, { endedAt, heartbeatAt }: Deployment): object {
  return { start_time: startedAt / 1000, end_time: Math.max(startedAt, own ?? endedAt ?? heartbeatAt) / 1000 };
}

type Outcome = { readonly type: string; readonly isFault: boolean };

const FAILED: Outcome = { type: 'DeploymentFailed', isFault: true };
/** What the operator did is no fault of ours: X-Ray's word for that is error. */
const INTERRUPTED: Outcome = { type: 'DeploymentInterrupted', isFault: false };
const ROLLED_BACK: Outcome = { type: 'DeploymentRolledBack', isFault: true };

/** How a deployment, step or check failed, if it did. */
function outcomeOf(status: Deployment['status'] | DeploymentStep['status'] | DeploymentCheck['status']) {
  switch (status) {
    case 'failed':
      return FAILED;
    case 'interrupted':
    case 'running':
      return INTERRUPTED;
    case 'rolled-back':
      return ROLLED_BACK;
    case 'succeeded':
    case 'passed':
    case 'skipped':
      return undefined;
    default:
      return status satisfies never;
  }
}

/** The members that tell of a failure, with the sentence as X-Ray's exception. */
function failure(outcome: Outcome | undefined, sentence: string | undefined, exceptionId: string): object {
  if (outcome === undefined) return {};
  const { type, isFault } = outcome;
  const message = redact(sentence ?? 'It did not come to its end.');
  return {
    ...(isFault ? { fault: true } : { error: true }),
    cause: { exceptions: [{ id: exceptionId, type, message, remote: false, stack: [] }] },
  };
}

function checkDocument(check: DeploymentCheck, part: string, deployment: Deployment): Document {
  return {
    id: idOf(deployment, part),
    name: segmentName(check.name),
    ...times(check, deployment),
    ...failure(outcomeOf(check.status), check.detail, idOf(deployment, `${part} exception`)),
    metadata: { default: { detail: redact(check.detail) } },
  };
}

function stepDocument(step: DeploymentStep, deployment: Deployment): Document {
  const checks = deployment.checks.filter((check) => check.step === step.name);
  const part = step.name;
  return {
    id: idOf(deployment, part),
    name: step.name,
    ...times(step, deployment),
    ...failure(outcomeOf(step.status), step.error, idOf(deployment, `${part} exception`)),
    ...(checks.length > 0 && {
      subsegments: checks.map((check, index) => checkDocument(check, `${part} check ${index}`, deployment)),
    }),
  };
}

function segment(deployment: Deployment): Document {
  const { stage, commit, version, actor, status, steps, previousVersion, bundleBytes, monthlyCost } = deployment;
  return {
    id: idOf(deployment, 'deployment'),
    trace_id: deployment.traceId,
    name: physicalName(stage, 'deployment'),
    ...times(deployment, deployment),
    ...failure(outcomeOf(status), deployment.error, idOf(deployment, 'exception')),
    annotations: { stage, commit, version, actor, result: status, deployment: deployment.id },
    metadata: { default: { previousVersion, bundleBytes, monthlyCost } },
    subsegments: steps.filter((step) => step.status !== 'skipped').map((step) => stepDocument(step, deployment)),
  };
}

/**
 * The trace of a deployment that has ended, as PutTraceSegments takes it: a segment with a subsegment for each step that it
 * made and, in that, one for each check. Several documents when one would be too large.
 */
export function deploymentTrace(deployment: Deployment): readonly string[] {
  return fitDocuments(segment(deployment), LIMIT).map(({ text }) => text);
}
