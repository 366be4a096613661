import type { KeyringPair } from '@polkadot/keyring/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_AMOUNT, ONE } from '#domain/units.ts';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { alphaAssetsStorage as assets } from '#localnet/metadata/pallets/alphaAssets.ts';
import { balancesStorage } from '#localnet/metadata/pallets/balances.ts';
import { subtensorStorage as s } from '#localnet/metadata/pallets/subtensor.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import { alphaIssuance } from '#localnet/node/runtime/coinbase/candidates.ts';
import { reservoirStorage } from '#localnet/node/runtime/laterStorage.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { position } from './sharePool.ts';
import { subnetAccount } from './subnetAccount.ts';
import { pairOf, StakingChain } from './testStaking.ts';

const traders = ['//Alice', '//Bob', '//Charlie'].map(pairOf);
const hotkeys = genesisValidators.slice(0, 3).map(({ hotkey }) => hotkey);
const NETUIDS = [0, 4, 64];

/** Every trader has stake with every validator on every subnet; each run begins here and is undone at its end. */
const chain = new StakingChain(NETUIDS);
chain.begin();
for (const pair of traders) {
  for (const netuid of NETUIDS) for (const hotkey of hotkeys) chain.buy(pair, netuid, 20n * ONE, hotkey);
}

class Undone extends Error {}

/** Does something on the chain and takes it back. */
function tentatively(act: () => void): void {
  const { number } = chain;
  try {
    chain.state.transaction(() => {
      act();
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  } finally {
    chain.number = number;
  }
}

const buys = ['add_stake', 'add_stake_limit', 'add_stake_burn'] as const;
const sales = ['remove_stake', 'remove_stake_limit', 'unstake_all', 'unstake_all_alpha'] as const;
const moves = ['move_stake', 'move_stake_limit', 'swap_stake', 'swap_stake_limit', 'transfer_stake'] as const;
const others = ['recycle_alpha', 'burn_alpha', 'lock_stake', 'set_reject_locked_alpha'] as const;

const action = fc.record({
  name: fc.constantFrom(...buys, ...buys, ...sales, ...moves, ...others),
  whom: fc.nat({ max: 2 }),
  netuid: fc.constantFrom(...NETUIDS),
  other: fc.constantFrom(...NETUIDS),
  hotkey: fc.nat({ max: 2 }),
  otherHotkey: fc.nat({ max: 2 }),
  /** Millionths of what there is; above a million, all that a u64 can say. */
  part: fc.oneof(fc.nat({ max: 1_000_000 }), fc.constant(1_000_001)),
  flag: fc.boolean(),
});
const step = fc.record({
  who: fc.nat({ max: 2 }),
  wrapper: fc.constantFrom(null, null, 'batch', 'batch_all', 'force_batch'),
  actions: fc.array(action, { minLength: 1, maxLength: 4 }),
  endsBlock: fc.boolean(),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError('out of range');
  return item;
}

/** The call of an action, with every argument that any of these calls has. */
function callOf(pair: KeyringPair, one: Action): RuntimeCall {
  const { netuid, part, flag } = one;
  const hotkey = pick(hotkeys, one.hotkey);
  const of = (whole: bigint) => (part > 1_000_000 ? MAX_AMOUNT : (whole * BigInt(part)) / 1_000_000n);
  const alpha = of(chain.held(pair, netuid, hotkey));
  // No buyer has all that there is: what all stake is the trader's matter.
  const tao = of(chain.free(pair.publicKey)) / 10n;
  const isBuy = buys.some((name) => name === one.name);
  return call(`SubtensorModule.${one.name}`, {
    hotkey,
    netuid,
    amount_staked: tao,
    amount_unstaked: alpha,
    alpha_amount: alpha,
    amount: isBuy ? tao : alpha,
    limit_price: isBuy ? ONE : 1_000n,
    limit: flag ? ONE : null,
    allow_partial: flag,
    origin_hotkey: hotkey,
    destination_hotkey: pick(hotkeys, one.otherHotkey),
    origin_netuid: netuid,
    destination_netuid: one.other,
    destination_coldkey: pick(traders, one.whom).publicKey,
    enabled: flag,
  });
}

function play({ who, wrapper, actions }: Step): void {
  const pair = pick(traders, who);
  const calls = actions.map((one) => callOf(pair, one));
  const whole = wrapper === null ? calls : [call(`Utility.${wrapper}`, { calls })];
  // A trader who cannot pay is refused before anything changes.
  for (const what of whole) chain.runtime.apply(chain.state, chain.sign(pair, what));
}

/** All TAO is in some account, and the pools' TAO is in the subnets' accounts. */
function checkTao(): void {
  const { state } = chain;
  const accounts = systemStorage.Account.entries(state);
  const sum = accounts.reduce((total, [, { data }]) => total + data.free + data.reserved, 0n);
  expect([balancesStorage.TotalIssuance.get(state), s.TotalIssuance.get(state)]).toEqual([sum, sum]);
  for (const netuid of NETUIDS) {
    const pool = s.SubnetTAO.get(state, netuid) + reservoirStorage.BalancerTaoReservoir.get(state, netuid);
    expect([netuid, account(state, subnetAccount(netuid)).data.free]).toEqual([netuid, pool]);
  }
}

/** Alpha that was ever issued: only emission, at the beginning of a block, makes it more. */
const everIssued = () =>
  [4, 64].map((netuid) => alphaIssuance(chain.state, netuid) + assets.AlphaRecycled.get(chain.state, netuid));

/** Alpha outstanding that is neither staked, nor the protocol's, nor burned, nor waiting for an epoch. */
function unaccounted(netuid: number): bigint {
  const { state } = chain;
  const elsewhere = [
    s.PendingOwnerCut,
    s.PendingServerEmission,
    s.PendingValidatorEmission,
    s.PendingRootAlphaDivs,
    s.SubnetProtocolAlpha,
    assets.AlphaBurned,
  ].reduce((total, item) => total + item.get(state, netuid), 0n);
  const staked = s.TotalHotkeyAlpha.entries(state)
    .filter(([[, where]]) => where === netuid)
    .reduce((total, [, alpha]) => total + alpha, 0n);
  return s.SubnetAlphaOut.get(state, netuid) - staked - elsewhere;
}

/** What a validator's Alpha exceeds its stakers' positions by, and how many they are: each position rounds down. */
function unclaimed(hotkey: Uint8Array, netuid: number): readonly [bigint, bigint] {
  const { state } = chain;
  const shares = s.AlphaV2.entries(state, hotkey).filter(([[, , where]]) => where === netuid);
  const total = s.TotalHotkeyAlpha.get(state, hotkey, netuid);
  const claimed = shares.reduce(
    (sum, [[, coldkey]]) => sum + position(state, { hotkey, netuid }, coldkey),
    0n,
  );
  return [total - claimed, BigInt(shares.length)];
}

function checkAlpha(): void {
  for (const netuid of [4, 64]) {
    const rest = unaccounted(netuid);
    // Each emission of a block splits one Alpha into four parts, each rounded down.
    expect([netuid, rest >= 0n && rest <= 4n * BigInt(chain.number)]).toEqual([netuid, true]);
    for (const hotkey of hotkeys) {
      const [over, stakers] = unclaimed(hotkey, netuid);
      expect([netuid, over >= 0n && over <= stakers]).toEqual([netuid, true]);
    }
  }
}

function checkStep(one: Step): void {
  const issued = everIssued();
  play(one);
  checkTao();
  expect(everIssued()).toEqual(issued);
  if (one.endsBlock) {
    chain.runtime.finalizeBlock(chain.state);
    chain.begin();
    checkTao();
  }
  checkAlpha();
}

describe('whatever is done with stake', () => {
  it('neither makes nor loses TAO or Alpha', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
        tentatively(() => steps.forEach(checkStep));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
