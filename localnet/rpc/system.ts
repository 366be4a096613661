import { isHex, u8aToHex } from '@polkadot/util';
import { decodeAddress } from '@polkadot/util-crypto';
import { callRuntime } from './blockState.ts';
import type { Method } from './method.ts';
import { bytesParam, hashParam, textParam } from './params.ts';
import { invalidParams } from './rpcError.ts';

export const system_chain: Method = ({ identity }) => identity.chain;
export const system_name: Method = ({ identity }) => identity.name;
export const system_version: Method = ({ identity }) => identity.version;
export const system_chainType: Method = () => 'Local';
export const system_nodeRoles: Method = () => ['Authority'];
export const system_localPeerId: Method = ({ identity }) => identity.peerId;
export const system_localListenAddresses: Method = () => [];

export const system_properties: Method = () => ({
  isEthereum: false,
  ss58Format: 42,
  tokenDecimals: 9,
  tokenSymbol: 'TAO',
});

export const system_health: Method = ({ identity }) => ({
  peers: identity.peers.length,
  isSyncing: false,
  shouldHavePeers: identity.peers.length > 0,
});

export const system_peers: Method = ({ identity, chain }) =>
  identity.peers.map((peerId) => ({
    peerId,
    roles: 'FULL',
    bestHash: chain.best.hash,
    bestNumber: chain.best.header.number,
  }));

export const system_syncState: Method = ({ chain }) => ({
  startingBlock: 0,
  currentBlock: chain.best.header.number,
  highestBlock: chain.best.header.number,
});

/** The nonce for an account's next transaction, those that wait in the pool included. */
export const system_accountNextIndex: Method = ({ chain }, params) =>
  chain.pool.nextNonce(accountParam(params));

/** ApplyExtrinsicResult of an extrinsic that is applied and then forgotten. */
export const system_dryRun: Method = (context, params) =>
  u8aToHex(callRuntime(context, 'BlockBuilder_apply_extrinsic', bytesParam(params, 0), hashParam(params, 1)));

/** An account as a node reads it: SS58 of any network, its checksum right, 32 bytes. */
function accountParam(params: readonly unknown[]): Uint8Array {
  const address = textParam(params, 0);
  const wrong = invalidParams('invalid value at 0: expected an SS58 address');
  if (isHex(address)) throw wrong;
  try {
    const key = decodeAddress(address);
    if (key.length === 32) return key;
  } catch {
    throw wrong;
  }
  throw wrong;
}
