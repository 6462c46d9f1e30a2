import { createHash } from 'node:crypto';

/** What a carrier knows of a parcel. */
export type ParcelStatus = 'in-transit' | 'delivered';

/** Who brings parcels to customers. */
export interface Carrier {
  /** Hands a parcel over (at that time, epoch milliseconds); the carrier's number of it, the same for the same parcel. */
  accept(reference: string, now: number): Promise<string>;
  /** What became of the parcel with that number; undefined when the carrier never had one. */
  track(trackingNumber: string, now: number): Promise<ParcelStatus | undefined>;
}

/** How long a parcel of the sandbox is on its way, in milliseconds. */
export const TRANSIT_TIME = 24 * 3_600_000;

const TRACKING_NUMBER = /^SC-([0-9A-Z]{9})-[0-9A-F]{8}$/;

/**
 * A carrier that moves no parcels: each is delivered 24 hours after it was handed over. Its numbers hold that time, in base
 * 36, and a hash of the reference.
 */
export const sandboxCarrier: Carrier = {
  async accept(reference, now) {
    const time = now.toString(36).toUpperCase().padStart(9, '0');
    const parcel = createHash('sha256').update(reference).digest('hex').slice(0, 8).toUpperCase();
    return `SC-${time}-${parcel}`;
  },
  async track(trackingNumber, now) {
    const time = TRACKING_NUMBER.exec(trackingNumber)?.[1];
    if (time === undefined) return undefined;
    return now - Number.parseInt(time, 36) >= TRANSIT_TIME ? 'delivered' : 'in-transit';
  },
};
