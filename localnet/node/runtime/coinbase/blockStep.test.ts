import { beforeEach, describe, expect, it } from 'vitest';
import { genesisMiner, genesisValidators } from '#localnet/genesis/accounts.ts';
import { mainnetGenesis } from '#localnet/genesis/mainnet.ts';
import { alphaAssetsStorage } from '#localnet/metadata/pallets/alphaAssets.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { position } from '#localnet/node/runtime/staking/sharePool.ts';
import { subnetAccount } from '#localnet/node/runtime/staking/subnetAccount.ts';
import { alphaPrice } from '#localnet/node/runtime/swap/poolState.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { TestChain } from '#localnet/node/runtime/testChain.ts';

const s = subtensorStorage;
const NETUIDS = [1, 4, 29, 64, 82];

let chain: TestChain;
beforeEach(() => {
  chain = new TestChain(NETUIDS);
});

function step(count = 1): void {
  for (let index = 0; index < count; index += 1) {
    if (chain.number > 0) chain.runtime.finalizeBlock(chain.state);
    chain.begin();
  }
}

describe('a block without transactions', () => {
  it('issues half a TAO, less what nothing took', () => {
    const before = balancesStorage.TotalIssuance.get(chain.state);
    step();
    const issued = balancesStorage.TotalIssuance.get(chain.state) - before;
    const spread = NETUIDS.reduce(
      (sum, netuid) =>
        sum + s.SubnetTaoInEmission.get(chain.state, netuid) + s.SubnetExcessTao.get(chain.state, netuid),
      0n,
    );
    expect(issued).toBe(spread);
    expect(500_000_000n - issued < 10n).toBe(true);
    expect(s.TotalIssuance.get(chain.state)).toBe(balancesStorage.TotalIssuance.get(chain.state));
  });

  it('puts the TAO into the reserves and the subnets’ accounts', () => {
    step(3);
    for (const netuid of NETUIDS) {
      const held = account(chain.state, subnetAccount(netuid)).data.free;
      expect([netuid, held]).toEqual([netuid, s.SubnetTAO.get(chain.state, netuid)]);
    }
  });

  it('raises prices by the protocol’s purchases alone', () => {
    const before = NETUIDS.map((netuid) => alphaPrice(chain.state, netuid));
    step();
    for (const [index, netuid] of NETUIDS.entries()) {
      const after = alphaPrice(chain.state, netuid);
      const price = before[index] ?? 0n;
      const bought = s.SubnetExcessTao.get(chain.state, netuid) > 0n;
      const moved = (after - price) * 10n ** 12n;
      expect([
        netuid,
        bought ? moved > price / 1_000n : moved < 1_000n * price && moved > -1_000n * price,
      ]).toEqual([netuid, true]);
    }
  });

  it('gives disabled and unstarted subnets no TAO, and the disabled one its Alpha', () => {
    step();
    for (const netuid of [29, 82]) {
      expect(s.SubnetTaoInEmission.get(chain.state, netuid)).toBe(0n);
      expect(s.SubnetExcessTao.get(chain.state, netuid)).toBe(0n);
    }
    expect(s.SubnetAlphaOutEmission.get(chain.state, 29)).toBe(1_000_000_000n);
    expect(s.SubnetAlphaOut.get(chain.state, 82)).toBe(
      mainnetGenesis.subnets.find(({ netuid }) => netuid === 82)?.alphaOut,
    );
  });

  it('moves the moving price as an old subnet does', () => {
    const before = s.SubnetMovingPrice.get(chain.state, 64);
    step();
    const spot = alphaPrice(chain.state, 64) >> 32n;
    const moved = Number(s.SubnetMovingPrice.get(chain.state, 64) - before);
    const expected = 0.0003 * (4_011_699 / (4_011_699 + 201_600)) * Number(spot - before);
    expect(Math.abs(moved - expected)).toBeLessThan(2);
  });
});

describe('an epoch', () => {
  it('pays dividends, takes and the owner, and starts the next', () => {
    const { netuid } = mainnetGenesis.subnets.find((subnet) => subnet.netuid === 1) ?? { netuid: 0 };
    const validator = genesisValidators[2];
    const idle = genesisValidators[8];
    if (validator === undefined || idle === undefined) throw new Error('genesis has nine validators');
    const first = Number(s.PendingEpochAt.get(chain.state, netuid));
    step(first - 1);
    const pending = s.PendingValidatorEmission.get(chain.state, netuid);
    const total = s.TotalHotkeyAlpha.get(chain.state, validator.hotkey, netuid);
    const others = s.TotalHotkeyAlpha.get(chain.state, idle.hotkey, netuid);
    const owner = { hotkey: s.SubnetOwnerHotkey.get(chain.state, netuid), netuid };
    const ownerBefore = position(chain.state, owner, s.SubnetOwner.get(chain.state, netuid));
    step();
    const dividends = s.AlphaDividendsPerSubnet.get(chain.state, netuid, validator.hotkey);
    const gained = s.TotalHotkeyAlpha.get(chain.state, validator.hotkey, netuid) - total;
    expect(pending > 0n && dividends > 0n && dividends < gained).toBe(true);
    // 9 % of the dividends, and of the root's, is the validator's own.
    expect(Number(gained) / Number(dividends)).toBeGreaterThan(1 / 0.91);
    expect(s.TotalHotkeyAlpha.get(chain.state, idle.hotkey, netuid)).toBe(others);
    expect(s.AlphaDividendsPerSubnet.exists(chain.state, netuid, idle.hotkey)).toBe(false);
    expect(position(chain.state, owner, s.SubnetOwner.get(chain.state, netuid))).toBeGreaterThan(ownerBefore);
    expect(s.LastEpochBlock.get(chain.state, netuid)).toBe(BigInt(first));
    expect(s.PendingEpochAt.get(chain.state, netuid)).toBe(0n);
    for (const item of [
      s.PendingOwnerCut,
      s.PendingServerEmission,
      s.PendingValidatorEmission,
      s.PendingRootAlphaDivs,
    ]) {
      expect(item.get(chain.state, netuid)).toBe(0n);
    }
  });

  it('leaves every unit of Alpha somewhere', () => {
    // Before the second epoch of subnet 1, which would forget what the root got in the first.
    step(95);
    for (const netuid of [1, 4, 29, 64]) {
      const staked = s.TotalHotkeyAlpha.entries(chain.state)
        .filter(([[, where]]) => where === netuid)
        .reduce((sum, [, alpha]) => sum + alpha, 0n);
      const pending = [
        s.PendingOwnerCut,
        s.PendingServerEmission,
        s.PendingValidatorEmission,
        s.PendingRootAlphaDivs,
      ];
      const waiting = pending.reduce((sum, item) => sum + item.get(chain.state, netuid), 0n);
      const root = s.RootAlphaDividendsPerSubnet.entries(chain.state, netuid).reduce(
        (sum, [, alpha]) => sum + alpha,
        0n,
      );
      const burned = alphaAssetsStorage.AlphaBurned.get(chain.state, netuid);
      const known = staked + waiting + root + burned + s.SubnetProtocolAlpha.get(chain.state, netuid);
      const lost = s.SubnetAlphaOut.get(chain.state, netuid) - known;
      // Rounding down, a few units a block and a few an epoch.
      expect([netuid, lost >= 0n && lost < 1_000n]).toEqual([netuid, true]);
    }
    expect(s.TotalHotkeyAlpha.get(chain.state, genesisMiner.hotkey, 1)).toBeGreaterThan(0n);
  });
});

describe('block bookkeeping', () => {
  it('remembers the hashes of 2,400 blocks', () => {
    step(3);
    expect(systemStorage.BlockHash.get(chain.state, 2)).toEqual(chain.hash(2));
    expect(systemStorage.Number.get(chain.state)).toBe(3);
  });

  it('begins each block without the events of the last', () => {
    step();
    const first = chain.events();
    expect(first[0]).toMatchObject({ phase: { type: 'Initialization' }, event: { event: 'Issued' } });
    expect(first.at(-1)).toMatchObject({
      phase: { type: 'ApplyExtrinsic', value: 0 },
      event: { event: 'ExtrinsicSuccess' },
    });
    step();
    expect(chain.events().length).toBeLessThan(first.length * 2);
    expect(systemStorage.EventCount.get(chain.state)).toBe(chain.events().length);
  });
});
