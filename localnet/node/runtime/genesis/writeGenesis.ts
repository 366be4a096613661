import type { FundedAccount } from '#localnet/genesis/accounts.ts';
import type { GenesisData } from '#localnet/genesis/genesisData.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import { emissionStorage } from '#localnet/node/runtime/laterStorage.ts';
import type { State } from '#localnet/node/state.ts';
import { writeBalances } from './genesisBalances.ts';
import { writeStakes, writeValidators } from './genesisStakes.ts';
import { writeSubnet } from './genesisSubnet.ts';

function writeValues(state: State, data: GenesisData): void {
  const s = subtensorStorage;
  s.TaoWeight.set(state, data.taoWeight);
  s.SubnetMovingAlpha.set(state, data.subnetMovingAlpha);
  s.NominatorMinRequiredStake.set(state, data.nominatorMinRequiredStake);
  s.MaturityRate.set(state, BigInt(data.maturityRate));
  s.SubnetLimit.set(state, data.subnetLimit);
  s.TotalNetworks.set(state, data.subnets.length);
  s.NetworkImmunityPeriod.set(state, BigInt(data.networkImmunityPeriod));
  s.NetworkRateLimit.set(state, BigInt(data.networkRateLimit));
  s.NetworkLastLockCost.set(state, data.networkLastLockCost);
  s.NetworkMinLockCost.set(state, data.networkMinLockCost);
  s.NetworkLockReductionInterval.set(state, BigInt(data.networkLockReductionInterval));
  s.TotalStake.set(
    state,
    data.subnets.reduce((sum, { taoReserve }) => sum + taoReserve, 0n),
  );
  emissionStorage.EmissionGateBar.set(state, data.emissionGateBar);
  timestampStorage.Now.set(state, BigInt(data.timestamp));
}

/** Writes the storage that the chain begins with: the network's pools, validators who hold its stake, funded accounts. */
export function writeGenesis(state: State, data: GenesisData, accounts: readonly FundedAccount[]): void {
  writeValues(state, data);
  writeBalances(state, data, accounts);
  writeValidators(state);
  for (const subnet of data.subnets) {
    writeSubnet(state, data, subnet);
    writeStakes(state, data, subnet);
  }
}
