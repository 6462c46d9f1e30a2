import { AwsError } from '../aws/aws-error.ts';
import type { Plan } from './plan.ts';
import { simulate } from './simulate.ts';

/** CloudWatch's own words on an alarm or a mute rule of the plan that it does not take; undefined when it takes them all. */
export async function refusal(plan: Omit<Plan, 'feeds' | 'end'>): Promise<string | undefined> {
  try {
    await simulate({ ...plan, feeds: [], end: 0 }, { evaluations: false });
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}
