import type { ApiPromise } from '@polkadot/api';
import type { u32, u64 } from '@polkadot/types';

/** Free TAO of an account at the best block, in rao. */
export async function freeTao(api: ApiPromise, address: string): Promise<bigint> {
  const account = (await api.query.system?.account?.(address)) as unknown as { data: { free: u64 } };
  return account.data.free.toBigInt();
}

/** How many extrinsics of an account the chain has taken, up to the best block. */
export async function extrinsicsOf(api: ApiPromise, address: string): Promise<number> {
  const account = (await api.query.system?.account?.(address)) as unknown as { nonce: u32 };
  return account.nonce.toNumber();
}

/** Alpha of an account on a subnet over all validators, in base units. */
export async function alphaOf(api: ApiPromise, address: string, netuid: number): Promise<bigint> {
  const call = api.call.stakeInfoRuntimeApi?.getStakeInfoForColdkey;
  if (call === undefined) throw new Error('the chain serves no StakeInfoRuntimeApi');
  const rows = (await call(address)).toJSON() as unknown as readonly {
    netuid: number;
    stake: number | string;
  }[];
  return rows.filter((row) => row.netuid === netuid).reduce((sum, row) => sum + BigInt(row.stake), 0n);
}

/** Switches a subnet's TAO emission, which root can do on the real chain; from the next block on. */
export async function switchEmission(
  api: ApiPromise,
  rpc: (method: string, params: readonly unknown[]) => Promise<unknown>,
  netuid: number,
  on: boolean,
): Promise<void> {
  const key = api.query.subtensorModule?.subnetEmissionEnabled?.key(netuid);
  await rpc('dev_setStorage', [[[key, on ? '0x01' : '0x00']]]);
  await rpc('dev_newBlock', [{ count: 1 }]);
}
