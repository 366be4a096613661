import { describe, expect, it } from 'vitest';
import type { Subnet } from '#domain/subnet.ts';
import { filterSubnets } from './filterSubnets.ts';

const subnet = (netuid: number, name: string, symbol: string): Subnet => ({
  netuid,
  name,
  symbol,
  registeredAt: 1n,
  tradable: true,
});
const SUBNETS = [
  subnet(0, 'root', 'Τ'),
  subnet(6, 'Numinous', 'ζ'),
  subnet(64, 'Chutes', 'ش'),
  subnet(65, 'Café 6', 'ص'),
  subnet(46, 'RESI', 'ז'),
];
const found = (query: string, favourites: number[] = []) =>
  filterSubnets(SUBNETS, query, favourites).map(({ netuid }) => netuid);

describe('the search for a subnet', () => {
  it('knows a number with and without SN, the exact one first', () => {
    expect(found('64')).toEqual([64]);
    expect(found('sn64')).toEqual([64]);
    expect(found('SN 6')).toEqual([6, 64, 65]);
    expect(found('６４')).toEqual([64]);
  });

  it('knows names without regard to case or accents, and whole symbols', () => {
    expect(found('CHUT')).toEqual([64]);
    expect(found('cafe')).toEqual([65]);
    expect(found('ش')).toEqual([64]);
  });

  it('puts favourites first, then numbers', () => {
    expect(found('', [65, 46])).toEqual([46, 65, 0, 6, 64]);
    expect(found('6', [65])).toEqual([6, 65, 64]);
  });

  it('finds nothing where nothing is meant', () => {
    expect(found('no such')).toEqual([]);
    expect(found('(')).toEqual([]);
  });
});
