import type { JsonValue } from '../aws/json.ts';
import { badSetting } from './fault-definition.ts';

/** Reads the share of requests that a fault is to hit, 0 to 1. */
export function readRate(value: JsonValue): number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return value;
  throw badSetting('rate', 'a number from 0 to 1');
}
