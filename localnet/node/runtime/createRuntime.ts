import { u8aToHex } from '@polkadot/util';
import type { FundedAccount } from '#localnet/genesis/accounts.ts';
import type { GenesisData } from '#localnet/genesis/genesisData.ts';
import { encodeExtrinsic } from '#localnet/metadata/extrinsic.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import type { VersionInfo } from '#localnet/metadata/version.ts';
import {
  type BlockStart,
  CODE_KEY,
  type Runtime,
  RuntimeCallError,
  type RuntimeVersion,
} from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';
import { blockApi } from './apis/blockApi.ts';
import { chainApi } from './apis/chainApi.ts';
import { delegateApi } from './apis/delegateApi.ts';
import { feeApi } from './apis/feeApi.ts';
import { stakeInfoApi } from './apis/stakeInfoApi.ts';
import { subnetInfoApi } from './apis/subnetInfoApi.ts';
import { swapApi } from './apis/swapApi.ts';
import { transactionApi } from './apis/transactionApi.ts';
import { blockStep } from './coinbase/blockStep.ts';
import { applyExtrinsic, validateExtrinsic } from './extrinsic/applyExtrinsic.ts';
import { metadataDigest } from './extrinsic/metadataHash.ts';
import { writeGenesis } from './genesis/writeGenesis.ts';
import type { RuntimeRules } from './rules.ts';
import { chooseRuntime, decodeCode, encodeCode, type RuntimeChoice } from './runtimeCode.ts';
import { expireSafeMode } from './safeMode/safeMode.ts';
import { beginBlock, beginExtrinsics, endBlock } from './system/block.ts';
import { beginVersion, noteVersion, replaceCode } from './system/codeUpgrade.ts';

export interface RuntimeOptions {
  /** What the chain begins with. */
  readonly genesis: GenesisData;
  /** Accounts that get free TAO at genesis. */
  readonly accounts: readonly FundedAccount[];
  /** Mainnet's rules as last seen, with our own metadata, unless others are asked for. */
  readonly choice?: RuntimeChoice;
}

function runtimeVersion(version: VersionInfo): RuntimeVersion {
  return {
    specName: version.spec_name,
    implName: version.impl_name,
    authoringVersion: version.authoring_version,
    specVersion: version.spec_version,
    implVersion: version.impl_version,
    transactionVersion: version.transaction_version,
    stateVersion: version.system_version,
    apis: version.apis.map(([id, apiVersion]) => [u8aToHex(id), apiVersion] as const),
  };
}

/** Builds the runtime: Bittensor's rules for the pallets that the local chain serves. */
export function createRuntime({ genesis, accounts, choice = chooseRuntime({}) }: RuntimeOptions): Runtime {
  const { profile, metadata } = choice;
  const { version } = metadata;
  const rules: RuntimeRules = {
    profile,
    specVersion: version.spec_version,
    transactionVersion: version.transaction_version,
    lackedCalls: metadata.lackedCalls,
    metadataHash: metadataDigest((format) => metadata.bytes(format)),
  };
  const begin = (state: State, start: BlockStart): void => {
    beginBlock(state, start);
    noteVersion(state, version);
    blockStep(state, profile);
    expireSafeMode(state);
    beginExtrinsics(state);
  };
  const apis = {
    ...blockApi(rules, begin),
    ...chainApi(metadata),
    ...transactionApi(rules),
    ...feeApi(rules),
    ...swapApi,
    ...subnetInfoApi,
    ...stakeInfoApi,
    ...delegateApi,
  };
  return {
    version: runtimeVersion(version),
    metadata: (format) => metadata.bytes(format),
    codeOf: (change) => encodeCode(chooseRuntime(change)),
    withCode: (code) => createRuntime({ genesis, accounts, choice: decodeCode(code) }),
    setCode: replaceCode,
    genesis(state) {
      writeGenesis(state, genesis, accounts);
      beginVersion(state, version);
      state.set(CODE_KEY, encodeCode(choice));
    },
    initializeBlock: begin,
    inherents(now) {
      const call = { pallet: 'Timestamp', call: 'set', args: { now: BigInt(now) } };
      return [encodeExtrinsic({ signed: null, call })];
    },
    validate(state, extrinsic, bestHash) {
      const block = systemStorage.Number.get(state) + 1;
      return validateExtrinsic({ state, rules, block, parentHash: bestHash }, extrinsic);
    },
    apply: (state, extrinsic) => applyExtrinsic(state, rules, extrinsic),
    finalizeBlock: (state) => endBlock(state),
    call(state, method, input) {
      const api = apis[method];
      if (api === undefined) throw new RuntimeCallError(`Exported method ${method} is not found`);
      return api(state, input);
    },
  };
}
