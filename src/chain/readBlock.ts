import type { Codec } from '@polkadot/types/types';
import type { Balance } from '#domain/account.ts';
import type { BlockRef } from '#domain/block.ts';
import { MIN_STAKE } from '#domain/blocker.ts';
import type { Pool, PoolSnapshot } from '#domain/pool.ts';
import { ROOT } from '#domain/subnet.ts';
import { alphaRao, type Rao, rao } from '#domain/units.ts';
import type { BlockReading, BlockWanted } from './client.ts';
import { type Node, readKeys } from './node.ts';
import { constant, type Runtime } from './runtime.ts';
import { bool, member, smallUint, uint } from './scale.ts';
import { findStorage, type KeyPart, needStorage, type StorageItem } from './storage.ts';

/** Reads what is wanted of one block in one request: pools, a balance, the clock, the safe mode, the count of subnets. */
export async function readBlock(node: Node, wanted: BlockWanted, at: BlockRef): Promise<BlockReading> {
  const runtime = node.runtime();
  const plan = new ReadPlan();
  const pools = wanted.netuids.map((netuid) => planPool(runtime, plan, netuid, at));
  const account = wanted.account === null ? null : planAccount(runtime, plan, wanted.account);
  const clock = planOptional(plan, findStorage(runtime, 'Timestamp', 'Now'));
  const count = planOptional(plan, findStorage(runtime, 'SubtensorModule', 'TotalNetworks'));
  const safeMode = planOptional(plan, findStorage(runtime, 'SafeMode', 'EnteredUntil'));
  const nominator = planOptional(plan, findStorage(runtime, 'SubtensorModule', 'NominatorMinRequiredStake'));
  const read = plan.reader(await readKeys(node.rpc, plan.keys, at.hash));

  const time = clock(read);
  const subnets = count(read);
  const millionths = nominator(read);
  const owned = account === null ? null : account(read);
  const snapshots = pools.map((decode) => decode(read)).filter((snapshot) => snapshot !== null);
  return {
    block: at,
    timestamp: time === null ? null : smallUint(time),
    pools: new Map(snapshots.map((snapshot) => [snapshot.netuid, snapshot])),
    balance: owned?.balance ?? null,
    nonce: owned?.nonce ?? null,
    safeMode: safeMode(read) !== null,
    nominatorMinimum: millionths === null ? null : nominatorMinimum(uint(millionths)),
    subnetCount: subnets === null ? null : smallUint(subnets),
  };
}

type Read = (slot: number) => string | null;

/** Collects keys so that one request fetches them all. */
class ReadPlan {
  readonly keys: string[] = [];

  /** Takes a place for the key; the function given back decodes what came. */
  add(item: StorageItem, ...parts: readonly KeyPart[]): (read: Read) => Codec | null {
    const slot = this.keys.push(item.key(...parts)) - 1;
    return (read) => item.decode(read(slot));
  }

  reader(values: readonly (string | null)[]): Read {
    return (slot) => values[slot] ?? null;
  }
}

function planOptional(plan: ReadPlan, item: StorageItem | null): (read: Read) => Codec | null {
  return item === null ? () => null : plan.add(item);
}

/** A value that has a fallback, so that it is always there. */
function planValue(runtime: Runtime, plan: ReadPlan, pallet: string, name: string, ...parts: KeyPart[]) {
  const decode = plan.add(needStorage(runtime, pallet, name), ...parts);
  return (read: Read): Codec => {
    const value = decode(read);
    if (value === null) throw new Error(`${pallet}.${name} has no fallback`);
    return value;
  };
}

function planPool(
  runtime: Runtime,
  plan: ReadPlan,
  netuid: number,
  block: BlockRef,
): (read: Read) => PoolSnapshot | null {
  const value = (name: string) => planValue(runtime, plan, 'SubtensorModule', name, netuid);
  const added = value('NetworksAdded');
  const registeredAt = value('NetworkRegisteredAt');
  const tradable = value('SubtokenEnabled');
  const pool = planCurve(runtime, plan, netuid);
  return (read) => {
    if (!bool(added(read))) return null;
    return {
      netuid,
      registeredAt: uint(registeredAt(read)),
      tradable: bool(tradable(read)),
      pool: pool(read),
      block,
    };
  };
}

function planCurve(runtime: Runtime, plan: ReadPlan, netuid: number): (read: Read) => Pool {
  const mechanism = planValue(runtime, plan, 'SubtensorModule', 'SubnetMechanism', netuid);
  const isStable = (read: Read) => netuid === ROOT || uint(mechanism(read)) === 0n;
  const foreign = hasForeignCurve(runtime) || findStorage(runtime, 'Swap', 'SwapBalancer') === null;
  if (foreign) return (read) => ({ kind: isStable(read) ? 'stable' : 'foreign' });

  const tao = planValue(runtime, plan, 'SubtensorModule', 'SubnetTAO', netuid);
  const alpha = planValue(runtime, plan, 'SubtensorModule', 'SubnetAlphaIn', netuid);
  const balancer = planValue(runtime, plan, 'Swap', 'SwapBalancer', netuid);
  const feeRate = planValue(runtime, plan, 'Swap', 'FeeRate', netuid);
  return (read) => {
    if (isStable(read)) return { kind: 'stable' };
    return {
      kind: 'weighted',
      taoReserve: rao(uint(tao(read))),
      alphaReserve: alphaRao(uint(alpha(read))),
      quoteWeight: uint(member(balancer(read), 'quote')),
      feeRate: smallUint(feeRate(read)),
    };
  };
}

/** The runtime trades on the curve that only the chain itself can quote. */
export function hasForeignCurve(runtime: Runtime): boolean {
  return findStorage(runtime, 'Swap', 'SwapSuperellipse') !== null;
}

function planAccount(runtime: Runtime, plan: ReadPlan, account: string) {
  const info = planValue(runtime, plan, 'System', 'Account', account);
  const deposit = existentialDeposit(runtime);
  return (read: Read) => ({
    balance: decodeBalance(info(read), deposit),
    nonce: smallUint(member(info(read), 'nonce')),
  });
}

/** Stored in millionths of the minimum stake (SubtensorModule, get_nominator_min_required_stake). Rao, rounded down. */
function nominatorMinimum(millionths: bigint): Rao {
  return rao((millionths * MIN_STAKE) / 1_000_000n);
}

/** Balances.ExistentialDeposit in rao; 0 when the runtime has none. */
export function existentialDeposit(runtime: Runtime): bigint {
  const value = constant(runtime, 'Balances', 'ExistentialDeposit');
  return value === null ? 0n : uint(value);
}

/** Balance from System.Account. Spendable as pallet Balances reckons it for a transfer that keeps the account alive. */
export function decodeBalance(info: Codec, deposit: bigint): Balance {
  const data = member(info, 'data');
  const free = uint(member(data, 'free'));
  const reserved = uint(member(data, 'reserved'));
  const frozen = uint(member(data, 'frozen'));
  const beyondReserve = frozen > reserved ? frozen - reserved : 0n;
  const kept = beyondReserve > deposit ? beyondReserve : deposit;
  return {
    free: rao(free),
    reserved: rao(reserved),
    frozen: rao(frozen),
    spendable: rao(free > kept ? free - kept : 0n),
  };
}
