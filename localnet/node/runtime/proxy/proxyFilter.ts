import type { Value } from '#localnet/metadata/codec.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { proxyType } from '#localnet/metadata/pallets/proxy.ts';

/** What a delegate may do for the account that named it. */
export type ProxyType = Value<typeof proxyType>;

/** Calls that manage the account's own stake. */
const STAKE_MANAGEMENT: ReadonlySet<string> = new Set([
  'SubtensorModule.add_stake',
  'SubtensorModule.add_stake_limit',
  'SubtensorModule.remove_stake',
  'SubtensorModule.remove_stake_limit',
  'SubtensorModule.remove_stake_full_limit',
  'SubtensorModule.unstake_all',
  'SubtensorModule.unstake_all_alpha',
  'SubtensorModule.move_stake',
  'SubtensorModule.move_stake_limit',
  'SubtensorModule.swap_stake',
  'SubtensorModule.swap_stake_limit',
]);

const TRANSFER_STAKE = 'SubtensorModule.transfer_stake';

/** Calls that hand balance or stake to another account. */
const TRANSFERS: ReadonlySet<string> = new Set([
  'Balances.transfer_allow_death',
  'Balances.transfer_keep_alive',
  'Balances.transfer_all',
  TRANSFER_STAKE,
]);

/** Below this a transfer is small: half a TAO in rao, or half an Alpha. Source: common, SMALL_TRANSFER_LIMIT. */
const SMALL = 500_000_000n;

function isSmall(amount: unknown): boolean {
  return typeof amount === 'bigint' && amount < SMALL;
}

function isSmallTransfer(name: string, { args }: RuntimeCall): boolean {
  if (name === TRANSFER_STAKE) return isSmall(args.alpha_amount);
  const limited = ['Balances.transfer_keep_alive', 'Balances.transfer_allow_death'];
  return limited.includes(name) && isSmall(args.value);
}

/**
 * Whether a delegate of this kind may make the call. Of the calls that this chain serves; kinds for calls that it does
 * not serve permit nothing, and neither do those that the runtime retired (Triumvirate, Senate, Governance,
 * RootWeights). Batches pass the broad kinds only, and then each call inside is asked about too.
 * Source: runtime, InstanceFilter of ProxyType.
 */
export function permits(kind: ProxyType, call: RuntimeCall): boolean {
  const name = `${call.pallet}.${call.call}`;
  switch (kind) {
    case 'Any':
    case 'NonCritical':
      return true;
    case 'NonTransfer':
      return !TRANSFERS.has(name) && call.pallet !== 'Balances';
    case 'NonFungible':
      return permits('NonTransfer', call) && !STAKE_MANAGEMENT.has(name);
    case 'Staking':
      return STAKE_MANAGEMENT.has(name) || name === 'SubtensorModule.set_root_claim_type';
    case 'Transfer':
      return TRANSFERS.has(name);
    case 'SmallTransfer':
      return isSmallTransfer(name, call);
    case 'Owner':
      return name === 'SubtensorModule.update_symbol';
    case 'SubnetLeaseBeneficiary':
      return name === 'SubtensorModule.start_call';
    case 'RootClaim':
      return name === 'SubtensorModule.claim_root';
    default:
      return false;
  }
}

/**
 * Whether a delegate of one kind may name and dismiss delegates of another: Any all of them, NonTransfer all but those
 * who can transfer, Transfer the small ones, and each its own. Source: runtime, is_superset of ProxyType.
 */
export function includes(kind: ProxyType, other: ProxyType): boolean {
  if (kind === other || kind === 'Any') return true;
  if (kind === 'NonTransfer') return !['Any', 'Transfer', 'SmallTransfer'].includes(other);
  return kind === 'Transfer' && other === 'SmallTransfer';
}
