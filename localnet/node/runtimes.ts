import { blake2AsHex } from '@polkadot/util-crypto';
import type { Runtime } from './runtime.ts';

/** The runtimes of a chain by their code, each built once. */
export class Runtimes {
  private readonly first: Runtime;
  private readonly byHash = new Map<string, Runtime>();
  /** States share the bytes of their code: only what is new is hashed. */
  private readonly byBytes = new WeakMap<Uint8Array, Runtime>();

  /** Begins with the genesis's runtime and its code; a runtime that has no code is the only one. */
  constructor(first: Runtime, code: Uint8Array | undefined) {
    this.first = first;
    if (code !== undefined) this.byHash.set(blake2AsHex(code, 256), first);
  }

  /** The runtime that has this code. Throws RuntimeCodeError. */
  of(code: Uint8Array | undefined): Runtime {
    if (code === undefined) return this.first;
    const known = this.byBytes.get(code);
    if (known !== undefined) return known;
    const hash = blake2AsHex(code, 256);
    const runtime = this.byHash.get(hash) ?? this.first.withCode(code);
    this.byHash.set(hash, runtime);
    this.byBytes.set(code, runtime);
    return runtime;
  }
}
