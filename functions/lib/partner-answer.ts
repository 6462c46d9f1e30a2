/** How long a partner of the shop, such as the carrier, may take for one answer, in milliseconds. */
export const LONGEST_ANSWER = 1_500;

/** What a partner answers; rejects as the partner does, and after LONGEST_ANSWER when it stays silent. */
export async function partnerAnswer<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${LONGEST_ANSWER} ms.`)), LONGEST_ANSWER);
  try {
    return await Promise.race([late.promise, Promise.resolve().then(ask)]);
  } finally {
    clearTimeout(timer);
  }
}
