import * as z from 'zod/mini';
import { DEPLOYMENT_STATUSES, STEP_STATUSES } from '../lib/deployments/deployment.ts';
import type { DeploymentAnswer, DeploymentHealth, Deployments } from './responses.ts';

const instant = z.iso.datetime();
const moment = z.exactOptional(instant);
const text = z.exactOptional(z.string());

const Step = z
  .object({
    name: z.enum(['install', 'test', 'build', 'deploy', 'verify', 'rollback']),
    status: z.enum(STEP_STATUSES),
    startedAt: instant,
    endedAt: moment,
    error: text,
  })
  .register(z.globalRegistry, { id: 'DeploymentStep' });

const Check = z
  .object({
    name: z.string(),
    step: z.enum(['deploy', 'verify', 'rollback']),
    status: z.enum(['passed', 'failed']),
    detail: z.string(),
    startedAt: instant,
    endedAt: instant,
  })
  .register(z.globalRegistry, { id: 'DeploymentCheck' });

const overview = {
  id: z.string(),
  version: z.string().check(z.describe('The first twelve digits of the commit.')),
  commit: z.string(),
  actor: z.string().check(z.describe('Pseudonym of whoever deployed.')),
  status: z.enum(DEPLOYMENT_STATUSES),
  startedAt: instant,
  endedAt: moment,
  heartbeatAt: instant.check(z.describe('When it last said that it still ran.')),
  believedUntil: z.exactOptional(
    instant.check(
      z.describe('Until when it is to be believed that it runs; told of one that runs, where it is known.'),
    ),
  ),
  steps: z.array(Step).check(z.describe('Those that have begun, in their order.')),
  error: z.exactOptional(z.string().check(z.describe('Why it did not succeed.'))),
};

const Overview = z.object(overview).register(z.globalRegistry, { id: 'DeploymentOverview' });

/** What `GET /api/ops/deployments` answers. */
export const DeploymentsAnswer = z
  .object({
    generatedAt: instant,
    stage: z.string(),
    version: z.string().check(z.describe('The release that answers.')),
    deployments: z.array(Overview),
    nextCursor: z.nullable(z.string()).check(z.describe('The `cursor` of the next page; null on the last one.')),
  })
  .register(z.globalRegistry, { id: 'DeploymentPage' }) satisfies z.ZodMiniType<Deployments>;

const Detail = z
  .object({
    ...overview,
    traceId: z.string(),
    checks: z.array(Check).check(z.describe('In the order in which they were made.')),
    previousVersion: z.exactOptional(z.string().check(z.describe('The release that served before.'))),
    previousId: z.exactOptional(z.string().check(z.describe('The deployment that brought it, where one is known.'))),
    bundleBytes: z.exactOptional(z.number().check(z.describe('Size of all functions’ bundles.'))),
    monthlyCost: z.exactOptional(z.number().check(z.describe('The month’s bill of its definitions, in US dollars.'))),
    functionVersions: z.exactOptional(
      z.record(z.string(), z.string()).check(z.describe('Lambda’s version of each function.')),
    ),
  })
  .register(z.globalRegistry, { id: 'Deployment' });

/** What `GET /api/ops/deployments/{id}` answers. */
export const OneDeploymentAnswer = z
  .object({ generatedAt: instant, deployment: Detail })
  .register(z.globalRegistry, { id: 'OneDeployment' }) satisfies z.ZodMiniType<DeploymentAnswer>;

const Window = z
  .object({
    from: instant,
    to: instant,
    requestsPerMinute: z.number().check(z.minimum(0)),
    errorShare: z.number().check(z.minimum(0), z.maximum(1), z.describe('Of the requests, errors of the shop’s own.')),
    p95Ms: z.exactOptional(z.number().check(z.describe('Mean of the p95 latencies of its five minutes.'))),
  })
  .register(z.globalRegistry, { id: 'HealthWindow' });

/** What `GET /api/ops/deployments/{id}/health` answers. */
export const DeploymentHealthAnswer = z
  .object({
    generatedAt: instant,
    before: z.exactOptional(Window),
    after: z.exactOptional(Window),
  })
  .register(z.globalRegistry, { id: 'DeploymentHealth' }) satisfies z.ZodMiniType<DeploymentHealth>;
