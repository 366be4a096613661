import { u8aConcat, u8aToHex } from '@polkadot/util';
import { ByteReader, ByteWriter } from '#localnet/metadata/bytes.ts';
import { decode, encode } from '#localnet/metadata/codec.ts';
import { bytes, u32 } from '#localnet/metadata/primitives.ts';
import { CODE_KEY, type InvalidTransaction, type Runtime, RuntimeCallError } from './runtime.ts';
import type { State } from './state.ts';

/** A transfer as the tiny runtime has it: accounts are single bytes, signatures there are none. */
export interface TinyTransfer {
  readonly from: number;
  readonly to: number;
  readonly nonce: number;
  readonly amount: number;
  readonly priority?: number;
  /** The last block that may hold it; 0 for any. */
  readonly until?: number;
}

/** What each account has at genesis, and what each transfer costs. */
export const TINY_BALANCE = 1_000;
export const TINY_FEE = 10;
/** A transfer of this amount is an error that the runtime did not foresee. */
export const TINY_DEFECT = 666;

const ACCOUNTS = [1, 2, 3] as const;
const TIMESTAMP_KEY = '00';
/** DigestItem::RuntimeEnvironmentUpdated. */
const RUNTIME_UPDATED = Uint8Array.of(8);

/** Extrinsic bytes with their length prefix. */
export function tinyTransfer({ from, to, nonce, amount, priority = 1, until = 0 }: TinyTransfer): Uint8Array {
  const body = u8aConcat(
    Uint8Array.of(1, from, to, priority),
    ...[nonce, amount, until].map((n) => encode(u32, n)),
  );
  return encode(bytes, body);
}

/** Public key of an account. */
export function tinyKey(account: number): Uint8Array {
  return new Uint8Array(32).fill(account);
}

/** Storage key of an account: its nonce and its balance. */
export function tinyAccountKey(account: number): string {
  return u8aToHex(Uint8Array.of(0x61, account)).slice(2);
}

function readAccount(state: State, account: number): { nonce: number; balance: number } {
  const input = new ByteReader(state.get(tinyAccountKey(account)) ?? new Uint8Array(8));
  return { nonce: u32.read(input), balance: u32.read(input) };
}

function writeAccount(state: State, account: number, nonce: number, balance: number): void {
  const out = new ByteWriter();
  u32.write(out, nonce);
  u32.write(out, balance);
  state.set(tinyAccountKey(account), out.finish());
}

function invalid(index: number, data: string, future = false): InvalidTransaction {
  return { ok: false, encoded: Uint8Array.of(0, index), code: 1010, data, future, permanent: !future };
}

function read(extrinsic: Uint8Array): TinyTransfer & { priority: number; until: number } {
  const input = new ByteReader(bytes.read(new ByteReader(extrinsic)));
  if (input.byte() !== 1) throw new RangeError('not a transfer');
  const [from, to, priority] = [input.byte(), input.byte(), input.byte()];
  return { from, to, priority, nonce: u32.read(input), amount: u32.read(input), until: u32.read(input) };
}

function check(state: State, extrinsic: Uint8Array, block: number): InvalidTransaction | null {
  let transfer: TinyTransfer & { until: number };
  try {
    transfer = read(extrinsic);
  } catch {
    return { ...invalid(0, 'Runtime error: trap'), code: 1002 };
  }
  const { from, nonce, until } = transfer;
  const account = readAccount(state, from);
  if (nonce < account.nonce) return invalid(3, 'Transaction is outdated');
  if (until !== 0 && until < block) return invalid(5, 'Transaction has an ancient birth block');
  if (account.balance < TINY_FEE) return invalid(1, 'Inability to pay some fees');
  return null;
}

/** A runtime of accounts that pay each other: small enough to foresee, with all that the node relies on. */
export function tinyRuntime(specVersion = 1): Runtime {
  const version = {
    specName: 'tiny',
    implName: 'tiny',
    authoringVersion: 1,
    specVersion,
    implVersion: 1,
    transactionVersion: 1,
    stateVersion: 1,
    apis: [],
  };
  let digest: Uint8Array[] = [];
  const blockKey = '01';
  const blockOf = (state: State) => u32.read(new ByteReader(state.get(blockKey) ?? new Uint8Array(4)));
  return {
    version,
    metadata: (wanted) => (wanted === 14 ? Uint8Array.of(0x6d, 0x65, 0x74, 0x61, 14) : undefined),
    codeOf: ({ specVersion: wanted = 1 }) => encode(u32, wanted),
    withCode: (code) => tinyRuntime(decode(u32, code)),
    setCode(state, code) {
      state.set(CODE_KEY, code);
      digest = [...digest, RUNTIME_UPDATED];
    },
    genesis(state) {
      for (const account of ACCOUNTS) writeAccount(state, account, 0, TINY_BALANCE);
    },
    initializeBlock(state, start) {
      state.set(blockKey, encode(u32, start.number));
      digest = start.digest;
    },
    inherents: (now) => [encode(bytes, u8aConcat(Uint8Array.of(0), encode(u32, now % 2 ** 32)))],
    validate(state, extrinsic) {
      const block = blockOf(state) + 1;
      const refusal = check(state, extrinsic, block);
      if (refusal !== null) return refusal;
      const { from, nonce, priority, until } = read(extrinsic);
      const longevity = until === 0 ? 2n ** 64n - 1n : BigInt(until - block + 1);
      return { ok: true, sender: tinyKey(from), nonce, priority: BigInt(priority), longevity };
    },
    apply(state, extrinsic) {
      const body = bytes.read(new ByteReader(extrinsic));
      if (body[0] === 0) {
        state.set(TIMESTAMP_KEY, body.slice(1));
        return { ok: true };
      }
      const refusal = check(state, extrinsic, blockOf(state));
      if (refusal !== null) return refusal;
      const { from, to, nonce, amount } = read(extrinsic);
      const sender = readAccount(state, from);
      if (nonce > sender.nonce) return invalid(2, 'Transaction will be valid in the future', true);
      writeAccount(state, from, nonce + 1, sender.balance - TINY_FEE);
      if (amount === TINY_DEFECT) throw new RangeError('defect');
      if (sender.balance - TINY_FEE < amount) return { ok: true };
      writeAccount(state, from, nonce + 1, sender.balance - TINY_FEE - amount);
      const target = readAccount(state, to);
      writeAccount(state, to, target.nonce, target.balance + amount);
      return { ok: true };
    },
    finalizeBlock: () => digest,
    call(state, method, input) {
      if (method === 'AccountNonceApi_account_nonce')
        return encode(u32, readAccount(state, input[0] ?? 0).nonce);
      throw new RuntimeCallError(`Exported method ${method} is not found`);
    },
  };
}
