import * as z from 'zod/mini';
import type { AdminOptions } from './admin-options.ts';
import { invokeSetup } from './invoke-setup.ts';
import { localTime } from './local-time.ts';
import { OperatorError } from './operator-error.ts';

/** What `setup` answers to whoever asks for an admin. */
const Answer = z.union([
  z.object({ outcome: z.literal('created'), admin: z.object({ email: z.string(), password: z.string() }) }),
  z.object({ outcome: z.enum(['promoted', 'unchanged']) }),
]);
type Answer = z.output<typeof Answer>;

function sentence(answer: Answer, email: string): string {
  switch (answer.outcome) {
    case 'created':
      return `Admin ${answer.admin.email}  password ${answer.admin.password}  (shown this once)`;
    case 'promoted':
      return `${email} is an admin now, with the same password, and signed out everywhere.`;
    case 'unchanged':
      return `${email} is an admin already.`;
    default:
      return answer satisfies never;
  }
}

/** Makes an admin, and says in one line what came of it, with the password of an account that was made. */
export async function makeAdmin(options: AdminOptions): Promise<string> {
  const { email, place } = options;
  const time = place.kind === 'local' ? await localTime(place.awsPort) : undefined;
  const event = { admin: { email }, ...(time === undefined ? {} : { time }) };
  const answer = z.safeParse(Answer, await invokeSetup(place, event));
  if (answer.success) return sentence(answer.data, email);
  throw new OperatorError('The function answered something else. Deploy the version that you have here.');
}
