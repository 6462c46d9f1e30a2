import type * as z from 'zod/mini';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the last run wrote down, as JSON; the beginning when it wrote nothing, or what no run of this kind writes. */
export function readProgress<Progress>(
  text: string | undefined,
  schema: z.ZodMiniType<Progress>,
  beginning: Progress,
): Progress {
  const { success, data } = schema.safeParse(text === undefined ? undefined : parsed(text));
  return success ? data : beginning;
}
