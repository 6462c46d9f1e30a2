import * as z from 'zod/mini';
import type { RouteContract } from './contract.ts';

const Healthy = z.object({ status: z.literal('ok') }).register(z.globalRegistry, { id: 'Healthy' });

/** `GET /health/<function id>`: every function that serves routes has it. */
export const healthContract: RouteContract = {
  summary: 'Says whether this function reaches the table',
  answers: { 200: { description: 'It does.', json: Healthy, example: { status: 'ok' } } },
  problems: { 503: 'The table does not answer.' },
};

/** `GET /health/live`: code runs; nothing else is looked at. */
export const livenessContract: RouteContract = {
  summary: 'Says that code runs',
  answers: { 200: { description: 'It does.', json: Healthy, example: { status: 'ok' } } },
};
