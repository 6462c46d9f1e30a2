/** Refusals of a route that asks CloudWatch, CloudWatch Logs or X-Ray. */
export const UPSTREAM_PROBLEMS = {
  429: 'AWS’s service behind it takes no more calls right now.',
  502: 'AWS’s service behind it does not answer.',
} as const;
