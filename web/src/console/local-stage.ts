/** The stage of somebody’s own machine, where faults can be injected. */
export const LOCAL_STAGE = 'local';
