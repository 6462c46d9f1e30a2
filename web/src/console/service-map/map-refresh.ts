/** Time between two readings of a map unless one chooses another: X-Ray bills each trace of the range that it looks at for it. */
export const MAP_REFRESH_MS = 60_000;

/** X-Ray makes maps of at most six hours. */
export const LONGEST_MAP_MINUTES = 360;
