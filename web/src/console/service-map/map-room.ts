/** The height of a panel with a service map: it has it from the start, so that nothing below moves. */
export const MAP_ROOM = '24rem';
