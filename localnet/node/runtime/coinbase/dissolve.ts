import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { reducibleBalance, transfer } from '#localnet/node/runtime/balances/currency.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { ensure } from '#localnet/node/runtime/staking/failures.ts';
import { subnetExists } from '#localnet/node/runtime/staking/hotkeys.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { BURN_ACCOUNT, subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { portions } from './dividends.ts';
import { removeSubnetStorage } from './subnetStorage.ts';

interface Holding {
  readonly coldkey: Uint8Array;
  readonly alpha: bigint;
}

/** Every position on the subnet, in the order of storage. */
function holdings(state: State, netuid: number): Holding[] {
  return subtensorStorage.AlphaV2.entries(state)
    .filter(([[, , where]]) => where === netuid)
    .map(([[hotkey, coldkey]]) => ({ coldkey, alpha: position(state, { hotkey, netuid }, coldkey) }))
    .filter(({ alpha }) => alpha > 0n);
}

/**
 * Parts of a total by weight that add up to it: each rounded down, then one more to those that lost most by rounding,
 * the first of equals first. Nothing when no one has weight.
 */
export function largestRemainders(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  const parts = portions(total, weights);
  if (sum === 0n) return parts;
  const remainders = weights.map((weight) => (total * weight) % sum);
  const left = Number(total - parts.reduce((all, part) => all + part, 0n));
  const order = remainders.map((_, index) => index);
  order.sort((a, b) => Number((remainders[b] ?? 0n) - (remainders[a] ?? 0n)));
  const lucky = new Set(order.slice(0, left));
  return parts.map((part, index) => (lucky.has(index) ? part + 1n : part));
}

/** Pays what the account can take: a part too small to bring an account to life stays behind. */
function pay(state: State, netuid: number, to: Uint8Array, tao: bigint): void {
  if (tao === 0n) return;
  try {
    state.transaction(() => transfer(state, subnetAccount(netuid), to, tao, 'Expendable'));
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error;
  }
}

/** Nobody's TAO of a subnet that is gone leaves circulation, as rao that are burned do. */
function burnRest(state: State, netuid: number): void {
  pay(state, netuid, BURN_ACCOUNT, reducibleBalance(state, subnetAccount(netuid), 'Expendable'));
}

/**
 * Ends a subnet: the pool's TAO (what waits to join it included) goes to the coldkeys that hold its Alpha, in
 * proportion and as free balance, and everything that is stored of it is removed. Locks end with it, pending emission
 * is lost, and the owner gets nothing for its registration: that TAO is in the pool. Refuses with SubnetNotExists, root
 * too. Source: SubtensorModule, do_dissolve_network, destroy_alpha_in_out_stakes and remove_network.
 */
export function dissolveSubnet(state: State, netuid: number): void {
  ensure(netuid !== ROOT && subnetExists(state, netuid), 'SubnetNotExists');
  const { SubnetIdentitiesV3, SubnetTAO, TotalNetworks, TotalStake } = subtensorStorage;
  const reserve = SubnetTAO.get(state, netuid);
  const pot = reserve + reservoirStorage.BalancerTaoReservoir.get(state, netuid);
  const holders = holdings(state, netuid);
  const parts = largestRemainders(
    pot,
    holders.map(({ alpha }) => alpha),
  );
  TotalStake.set(state, saturatingSubtract(TotalStake.get(state), reserve));
  for (const [index, { coldkey }] of holders.entries()) pay(state, netuid, coldkey, parts[index] ?? 0n);
  burnRest(state, netuid);
  const isNamed = SubnetIdentitiesV3.exists(state, netuid);
  removeSubnetStorage(state, netuid);
  TotalNetworks.set(state, Math.max(0, TotalNetworks.get(state) - 1));
  if (isNamed) depositEvent(state, 'SubtensorModule', 'SubnetIdentityRemoved', [netuid]);
  depositEvent(state, 'SubtensorModule', 'NetworkRemoved', [netuid]);
}
