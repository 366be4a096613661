import { describe, expect, it } from 'vitest';
import { blockAuthor, developmentAccounts, genesisValidators } from '#localnet/genesis/accounts.ts';
import { mainnetGenesis } from '#localnet/genesis/mainnet.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { MemoryState } from '#localnet/node/runtime/memoryState.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { writeGenesis } from './writeGenesis.ts';

const state = new MemoryState();
writeGenesis(state, mainnetGenesis, developmentAccounts);
const s = subtensorStorage;
const dynamic = mainnetGenesis.subnets.filter(({ netuid }) => netuid !== 0);

describe('genesis', () => {
  it('has root and 128 subnets, three of which have not started', () => {
    expect(mainnetGenesis.subnets).toHaveLength(129);
    const started = dynamic.filter(({ netuid }) => s.SubtokenEnabled.get(state, netuid));
    const waiting = dynamic.filter((subnet) => !started.includes(subnet)).map(({ netuid }) => netuid);
    expect(waiting).toEqual([59, 82, 86]);
    for (const netuid of waiting) expect(s.FirstEmissionBlockNumber.exists(state, netuid)).toBe(false);
  });

  it('hands out exactly what is issued', () => {
    const balances = systemStorage.Account.entries(state).map(([, { data }]) => data.free + data.reserved);
    const sum = balances.reduce((total, balance) => total + balance, 0n);
    expect(sum).toBe(11_597_618_610_011_215n);
    expect(balancesStorage.TotalIssuance.get(state)).toBe(sum);
    expect(s.TotalIssuance.get(state)).toBe(sum);
  });

  it('holds each pool’s TAO in the subnet’s account', () => {
    for (const { netuid, taoReserve } of mainnetGenesis.subnets) {
      expect([netuid, account(state, subnetAccount(netuid)).data.free]).toEqual([netuid, taoReserve]);
    }
  });

  it('funds the development accounts and the author', () => {
    const alice = developmentAccounts[0]?.publicKey ?? new Uint8Array();
    expect(account(state, alice).data.free).toBe(1_000_000_000_000_000n);
    expect(account(state, blockAuthor.publicKey).data.free).toBe(1_000_000_000n);
  });

  it('accounts for all outstanding Alpha: staked, the protocol’s, or waiting for an epoch', () => {
    for (const { netuid } of dynamic) {
      const staked = genesisValidators.reduce(
        (sum, { hotkey }) => sum + s.TotalHotkeyAlpha.get(state, hotkey, netuid),
        0n,
      );
      const waiting = [
        s.PendingOwnerCut,
        s.PendingServerEmission,
        s.PendingValidatorEmission,
        s.PendingRootAlphaDivs,
      ];
      const pending = waiting.reduce((sum, item) => sum + item.get(state, netuid), 0n);
      const held = staked + pending + s.SubnetProtocolAlpha.get(state, netuid);
      expect([netuid, held]).toEqual([netuid, s.SubnetAlphaOut.get(state, netuid)]);
    }
  });

  it('puts nine validators on every subnet, one of which earns nothing', () => {
    for (const { netuid, firstEmissionBlock } of dynamic) {
      const earning = s.AlphaDividendsPerSubnet.entries(state, netuid).length;
      expect([netuid, earning]).toEqual([netuid, firstEmissionBlock === null ? 0 : 8]);
      const permits = s.ValidatorPermit.get(state, netuid).filter((permit) => permit).length;
      expect([netuid, s.SubnetworkN.get(state, netuid), permits]).toEqual([netuid, 10, 8]);
    }
  });

  it('keeps mainnet’s prices', () => {
    expect((alphaPrice(state, 1) * 1_000_000_000n) >> 64n).toBe(6_562_800n);
    expect(alphaPrice(state, 0)).toBe(1n << 64n);
  });

  it('names subnets in their owners’ words, and leaves the newly registered nameless', () => {
    const identity = s.SubnetIdentitiesV3.get(state, 1);
    expect(new TextDecoder().decode(identity?.subnet_name)).toBe('Apex');
    expect(new TextDecoder().decode(s.TokenSymbol.get(state, 10))).toBe('Ⱂ');
    expect(s.SubnetIdentitiesV3.get(state, 35)).toBeNull();
    expect(new TextDecoder().decode(s.TokenSymbol.get(state, 35))).toBe('ך');
  });
});
