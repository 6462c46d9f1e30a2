import * as z from 'zod/mini';

const LONGEST_PASSWORD = 200;

const Email = z.email().check(z.maxLength(254));
const Name = z.string().check(z.trim(), z.maxLength(100));
/** A password that somebody chooses. */
const ChosenPassword = z.string().check(z.minLength(10), z.maxLength(LONGEST_PASSWORD));
/** A password that somebody shows: whatever it is, no longer than one can be. */
const ShownPassword = z.string().check(z.minLength(1), z.maxLength(LONGEST_PASSWORD));

/** Body of `POST /api/auth/register`. */
export const Registration = z.object({ email: Email, password: ChosenPassword, name: z._default(Name, '') });

/** Body of `POST /api/auth/login`. */
export const Login = z.object({ email: Email, password: ShownPassword });

/** Body of `PUT /api/account`. */
export const Profile = z.object({ name: Name });

/** Body of `PUT /api/account/password`. */
export const NewPassword = z.object({ currentPassword: ShownPassword, newPassword: ChosenPassword });

/** Body of `DELETE /api/account`: the credit to be lost must be named by its amount, in cents. */
export const Farewell = z.object({
  password: ShownPassword,
  forfeitBalanceCents: z._default(z.int().check(z.minimum(0)), 0),
});
