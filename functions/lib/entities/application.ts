/** ElectroDB's service name, first part of every partition key. */
export const APPLICATION = 'shop';
