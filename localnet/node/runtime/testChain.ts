import type { KeyringPair } from '@polkadot/keyring/types';
import { blockAuthor, developmentAccounts } from '#localnet/genesis/accounts.ts';
import type { GenesisData } from '#localnet/genesis/genesisData.ts';
import { mainnetGenesis } from '#localnet/genesis/mainnet.ts';
import type { Value } from '#localnet/metadata/codec.ts';
import type { Era } from '#localnet/metadata/era.ts';
import { encodeExtrinsic, signingPayload } from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { systemStorage } from '#localnet/metadata/pallets/system.ts';
import type { eventRecord } from '#localnet/metadata/runtimeEvent.ts';
import type { InvalidTransaction, Runtime, RuntimeChange } from '#localnet/node/runtime.ts';
import { createRuntime } from './createRuntime.ts';
import { MemoryState } from './memoryState.ts';
import { chooseRuntime } from './runtimeCode.ts';
import { account } from './system/accounts.ts';

export type EventRecord = Value<typeof eventRecord>;

/** How a test signs; what is left out is what an ordinary wallet would choose. */
export interface Signing {
  readonly nonce?: number;
  readonly tip?: bigint;
  readonly era?: Era;
  /** Hash of the block at which the era begins; genesis for an immortal transaction. */
  readonly birthHash?: Uint8Array;
  readonly specVersion?: number;
  readonly coversMetadata?: boolean;
  readonly kind?: 'Sr25519' | 'Ed25519' | 'Ecdsa';
}

const SLOT = 12_000;

/** A call by its full name. */
export function call(name: string, args: Readonly<Record<string, unknown>>): RuntimeCall {
  const [pallet = '', method = ''] = name.split('.');
  return { pallet, call: method, args };
}

/** The chain of a test: few subnets, in memory, one block after the other. */
export class TestChain {
  readonly state = new MemoryState();
  readonly runtime: Runtime;
  number = 0;

  /** Begins with these subnets of mainnet beside root, and with mainnet's rules as last seen unless told otherwise. */
  constructor(netuids: readonly number[], change: RuntimeChange = {}) {
    const subnets = mainnetGenesis.subnets.filter(({ netuid }) => netuid === 0 || netuids.includes(netuid));
    const genesis: GenesisData = { ...mainnetGenesis, subnets };
    this.runtime = createRuntime({ genesis, accounts: developmentAccounts, choice: chooseRuntime(change) });
    this.runtime.genesis(this.state);
  }

  /** Hash that the test gives a block. */
  hash(number: number): Uint8Array {
    return new Uint8Array(32).fill(number % 251).fill(1, 0, 1);
  }

  /** Begins the next block, with its inherents. */
  begin(author: Uint8Array | null = blockAuthor.publicKey): void {
    this.number += 1;
    const parentHash = this.hash(this.number - 1);
    this.runtime.initializeBlock(this.state, { number: this.number, parentHash, digest: [], author });
    for (const inherent of this.runtime.inherents(this.number * SLOT)) {
      const applied = this.runtime.apply(this.state, inherent);
      if (!applied.ok) throw new Error(applied.data);
    }
  }

  /** The signed bytes of a call. */
  sign(pair: KeyringPair, what: RuntimeCall, signing: Signing = {}): Uint8Array {
    const publicKey = pair.type === 'ecdsa' ? pair.addressRaw : pair.publicKey;
    const kind = signing.kind ?? 'Sr25519';
    const extensions = {
      era: signing.era ?? ({ type: 'Immortal' } as const),
      nonce: signing.nonce ?? account(this.state, publicKey).nonce,
      tip: signing.tip ?? 0n,
      metadataHash: signing.coversMetadata === true ? ('Enabled' as const) : ('Disabled' as const),
    };
    const payload = signingPayload(what, extensions, {
      specVersion: signing.specVersion ?? this.runtime.version.specVersion,
      transactionVersion: this.runtime.version.transactionVersion,
      genesisHash: this.hash(0),
      birthHash: signing.birthHash ?? this.hash(0),
      metadataHash: signing.coversMetadata === true ? new Uint8Array(32) : null,
    });
    const address = { type: 'Id', value: publicKey } as const;
    const signature = { type: kind, value: pair.sign(payload) } as const;
    return encodeExtrinsic({ signed: { address, signature, ...extensions }, call: what });
  }

  /** Signs a call and applies it in the block being built; gives the events that it caused, in order. */
  submit(pair: KeyringPair, what: RuntimeCall, signing: Signing = {}): EventRecord['event'][] {
    const before = this.events().length;
    const applied = this.runtime.apply(this.state, this.sign(pair, what, signing));
    if (!applied.ok) throw new Error(applied.data);
    return this.events()
      .slice(before)
      .map(({ event }) => event);
  }

  /** Applies bytes that must be refused; gives the refusal. */
  refusal(bytes: Uint8Array): InvalidTransaction {
    const applied = this.runtime.apply(this.state, bytes);
    if (applied.ok) throw new Error('the extrinsic was applied');
    return applied;
  }

  events(): readonly EventRecord[] {
    return systemStorage.Events.get(this.state);
  }

  /** Free rao of an account. */
  free(publicKey: Uint8Array): bigint {
    return account(this.state, publicKey).data.free;
  }
}

/** Names of events, "Pallet.Event". */
export function names(events: readonly EventRecord['event'][]): string[] {
  return events.map(({ pallet, event }) => `${pallet}.${event}`);
}

/** The error of a failed extrinsic, as [pallet index, error index] or the error's own name; null when it succeeded. */
export function failure(events: readonly EventRecord['event'][]): readonly [number, number] | string | null {
  const failed = events.find(({ event }) => event === 'ExtrinsicFailed');
  if (failed === undefined) return null;
  return errorOf(failed.fields[0]);
}

/** A dispatch error in short. */
export function errorOf(error: unknown): readonly [number, number] | string {
  const { type, value } = error as { readonly type: string; readonly value: unknown };
  if (type === 'Token' && typeof value === 'string') return `Token.${value}`;
  if (type !== 'Module') return type;
  const { index, error: bytes } = value as { readonly index: number; readonly error: Uint8Array };
  return [index, bytes[0] ?? 0];
}
