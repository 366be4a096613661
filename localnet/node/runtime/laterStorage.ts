import { map, optionalMap, optionalValue, palletStorage, value } from '#localnet/metadata/pallet.ts';
import { u16, u64 } from '#localnet/metadata/primitives.ts';
import type { KeyPart } from '#localnet/metadata/storage.ts';
import { accountId, netuid, u64f64 } from '#localnet/metadata/types.ts';

const subnetTwox: KeyPart<number> = ['Twox64Concat', netuid];
const subnet: KeyPart<number> = ['Identity', netuid];

/** Items of SubtensorModule that came after the metadata that we serve, under their real keys. */
export const emissionStorage = palletStorage('SubtensorModule', {
  /** The share at the middle of the emission gate; 0 until it was computed. */
  EmissionGateBar: value(u64f64, 0n),
  EmissionBarRank: value(u16, 32),
  EmissionGateExponent: value(u64f64, 3n << 64n),
});

/** Items of pallet Swap that came later: injected liquidity that waits until the weights can take it. */
export const reservoirStorage = palletStorage('Swap', {
  BalancerTaoReservoir: map(subnetTwox, u64, 0n),
  BalancerAlphaReservoir: map(subnetTwox, u64, 0n),
});

/** The author of the block that is being built. */
export const authorshipStorage = palletStorage('Authorship', { Author: optionalValue(accountId) });

/**
 * This chain's own: how many blocks a subnet was old at genesis, since registration and since its first emission.
 * The chain counts its blocks from 0, so storage that holds block numbers cannot say it.
 */
export const ageStorage = palletStorage('Localnet', {
  RegistrationAge: map(subnet, u64, 0n),
  EmissionAge: optionalMap(subnet, u64),
});
