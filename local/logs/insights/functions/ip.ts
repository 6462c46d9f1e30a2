import { BlockList, isIP } from 'node:net';
import { toText, truth, type Value } from '../value.ts';
import type { InsightsFunction, InsightsFunctions } from './insights-function.ts';

type Version = 4 | 6;

const isValid = (...versions: readonly number[]): InsightsFunction => ({
  ...{ least: 1, most: 1 },
  apply: (value) => truth(versions.includes(isIP(toText(value) ?? ''))),
});

const family = (version: number): 'ipv4' | 'ipv6' => (version === 4 ? 'ipv4' : 'ipv6');

/** The same few subnets are asked of every line. */
const subnets = new Map<string, BlockList | undefined>();
const MOST_SUBNETS = 100;

function subnet(text: string): BlockList | undefined {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) return undefined;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family(version));
  return list;
}

function knownSubnet(text: string): BlockList | undefined {
  if (!subnets.has(text)) {
    if (subnets.size >= MOST_SUBNETS) subnets.clear();
    subnets.set(text, subnet(text));
  }
  return subnets.get(text);
}

function isIn(address: Value, range: Value, versions: readonly Version[]): Value {
  const text = toText(address) ?? '';
  const version = isIP(text);
  if (!versions.some((allowed) => allowed === version)) return 0;
  return truth(knownSubnet(toText(range) ?? '')?.check(text, family(version)) ?? false);
}

const inSubnet = (...versions: readonly Version[]): InsightsFunction => ({
  ...{ least: 2, most: 2 },
  apply: (address, range) => isIn(address, range, versions),
});

/** "RFC 1918": addresses of private networks. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

function toNumericAddress(value: Value): Value {
  const text = toText(value) ?? '';
  return isIP(text) === 4 ? text.split('.').reduce((number, part) => number * 256 + Number(part), 0) : undefined;
}

/** "IP address string functions"; an address is in no subnet of the other version. */
export const IP: InsightsFunctions = {
  isvalidip: isValid(4, 6),
  isvalidipv4: isValid(4),
  isvalidipv6: isValid(6),
  isipinsubnet: inSubnet(4, 6),
  isipv4insubnet: inSubnet(4),
  isipv6insubnet: inSubnet(6),
  ipv4tonumber: { least: 1, most: 1, apply: toNumericAddress },
  isprivateip: {
    ...{ least: 1, most: 1 },
    apply: (value) => truth(PRIVATE.some((range) => isIn(value, range, [4]) === 1)),
  },
};
