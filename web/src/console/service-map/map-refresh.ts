/** Time between two readings of a map: X-Ray looks at every trace of the range for it. */
export const MAP_REFRESH_MS = 60_000;

/** X-Ray makes maps of at most six hours. */
export const LONGEST_MAP_MINUTES = 360;
