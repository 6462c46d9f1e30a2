/** What is limited, for each subject by itself: so many attempts in each window of so many seconds. */
export const RATE_LIMITS = {
  /** Attempts that failed, by e-mail address; "Credential Stuffing Prevention" of OWASP asks for some such bound. */
  login: { quota: 10, window: 900, reason: 'That was wrong too often. Wait a while, then try again.' },
  /** By user. */
  checkout: { quota: 10, window: 60, reason: 'That was too often in a short time. Wait a moment, then try again.' },
} as const satisfies Record<string, { quota: number; window: number; reason: string }>;

export type RateLimitName = keyof typeof RATE_LIMITS;
