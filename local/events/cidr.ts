import { BlockList, isIP } from 'node:net';
import { invalidEventPattern } from './events-errors.ts';

/** A test of IP addresses, version 4 or 6, against a block such as `10.0.0.0/24`. */
export function compileCidr(block: string): (address: string) => boolean {
  const [network = '', bits = ''] = block.split('/');
  const family = familyOf(network);
  const prefix = Number(bits);
  if (family === undefined || !/^\d{1,3}$/.test(bits) || prefix > (family === 'ipv4' ? 32 : 128)) {
    throw invalidEventPattern(`Malformed CIDR, one '/' required: ${block}`);
  }
  const list = new BlockList();
  list.addSubnet(network, prefix, family);
  return (address) => familyOf(address) === family && list.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}
