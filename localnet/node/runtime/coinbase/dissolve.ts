import { ROOT } from '#domain/subnet.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import {
  recycle,
  reducibleBalance,
  transfer,
  withdrawFee,
} from '#localnet/node/runtime/balances/currency.ts';
import { DispatchFailure } from '#localnet/node/runtime/dispatchFailure.ts';
import { saturatingSubtract } from '#localnet/node/runtime/integers.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { ensure } from '#localnet/node/runtime/staking/failures.ts';
import { subnetExists } from '#localnet/node/runtime/staking/hotkeys.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { depositEvent } from '#localnet/node/runtime/system/events.ts';
import type { State } from '#localnet/node/state.ts';
import { type Payment, subnetPayout } from './subnetPayout.ts';
import { removeSubnetStorage } from './subnetStorage.ts';

/** Pays what the account can take; a part too small to bring an account to life stays behind. */
function pay(state: State, netuid: number, { coldkey, tao }: Payment): void {
  try {
    state.transaction(() => transfer(state, subnetAccount(netuid), coldkey, tao, 'Expendable'));
  } catch (error) {
    if (!(error instanceof DispatchFailure)) throw error;
  }
}

/** TAO of the subnet's account that is nobody's ceases to be issued; the existential deposit stays. */
function recycleRest(state: State, netuid: number): void {
  const rest = reducibleBalance(state, subnetAccount(netuid), 'Preserve');
  if (rest > 0n && withdrawFee(state, subnetAccount(netuid), rest)) recycle(state, rest);
}

/**
 * Ends a subnet: the pool's TAO (what waits to join it included) goes to the coldkeys that hold its Alpha, in
 * proportion and as free balance; the protocol's part is recycled; everything that is stored of the subnet is removed.
 * Locks end with it, pending emission is lost, and the owner gets nothing for its registration: that TAO is in the pool.
 * All of it happens at once, where the network takes some blocks to tidy up. Refuses with SubnetNotExists, root too.
 * Source: SubtensorModule, do_dissolve_network and remove_network.
 */
export function dissolveSubnet(state: State, netuid: number): void {
  ensure(netuid !== ROOT && subnetExists(state, netuid), 'SubnetNotExists');
  const { SubnetIdentitiesV3, SubnetTAO, TotalNetworks, TotalStake } = subtensorStorage;
  const reserve = SubnetTAO.get(state, netuid);
  const pot = reserve + reservoirStorage.BalancerTaoReservoir.get(state, netuid);
  TotalStake.set(state, saturatingSubtract(TotalStake.get(state), reserve));
  for (const payment of subnetPayout(state, netuid, pot)) pay(state, netuid, payment);
  recycleRest(state, netuid);
  const isNamed = SubnetIdentitiesV3.exists(state, netuid);
  removeSubnetStorage(state, netuid);
  TotalNetworks.set(state, Math.max(0, TotalNetworks.get(state) - 1));
  if (isNamed) depositEvent(state, 'SubtensorModule', 'SubnetIdentityRemoved', [netuid]);
  depositEvent(state, 'SubtensorModule', 'NetworkRemoved', [netuid]);
}
