import { isConditionFailure } from '../lib/condition.ts';
import { type User, users } from '../lib/entities/user.ts';
import { Problem } from '../lib/problem.ts';

/** Changes the name of a user and returns them as they are then; 401 when they were deleted meanwhile. */
export async function changeName(user: User, name: string): Promise<User> {
  try {
    await users().patch({ id: user.id }).set({ name }).go();
    return { ...user, name };
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new Problem(401, 'This account no longer exists.');
  }
}
