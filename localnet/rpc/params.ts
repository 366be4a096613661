import { hexToU8a, isHex } from '@polkadot/util';
import { ByteReader, DecodeError } from '#localnet/metadata/bytes.ts';
import { readLength } from '#localnet/metadata/primitives.ts';
import type { Hash } from '#localnet/node/header.ts';
import { invalidParams, RpcError } from './rpcError.ts';

/** Bytes, given as hex with 0x. */
export function bytesParam(params: readonly unknown[], index: number): Uint8Array {
  const value = params[index];
  if (value === undefined) throw invalidParams('No more params');
  if (typeof value !== 'string' || !isHex(value, -1))
    throw invalidParams(`invalid value at ${index}: expected hex bytes`);
  return hexToU8a(value);
}

/** An extrinsic is a Vec<u8> to a node: what follows it is dropped, and it must not be shorter than it says. */
export function extrinsicParam(params: readonly unknown[], index: number): Uint8Array {
  const bytes = bytesParam(params, index);
  const input = new ByteReader(bytes);
  try {
    const length = readLength(input, 1);
    return bytes.slice(0, input.position + length);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new RpcError(1001, 'Extrinsic has invalid format: Not enough data to fill buffer');
  }
}

/** A storage key or prefix as the state spells it. */
export function keyParam(params: readonly unknown[], index: number): string {
  return storageKey(params[index], index);
}

/** A list of storage keys. */
export function keysParam(params: readonly unknown[], index: number): string[] {
  const value = params[index];
  if (value === undefined) throw invalidParams('No more params');
  if (!Array.isArray(value)) throw invalidParams(`invalid type at ${index}: expected a sequence`);
  return value.map((key) => storageKey(key, index));
}

/** A block's hash; undefined when it is left out or null. */
export function hashParam(params: readonly unknown[], index: number): Hash | undefined {
  const value = params[index];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || !isHex(value, 256)) {
    throw invalidParams(`invalid value at ${index}: expected a hash of 32 bytes`);
  }
  return value.toLowerCase();
}

/** An integer of 0 to 2^32 - 1. */
export function countParam(params: readonly unknown[], index: number): number {
  const value = params[index];
  if (value === undefined) throw invalidParams('No more params');
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw invalidParams(`invalid value at ${index}: expected u32`);
  }
  return value;
}

/** A text. */
export function textParam(params: readonly unknown[], index: number): string {
  const value = params[index];
  if (value === undefined) throw invalidParams('No more params');
  if (typeof value !== 'string') throw invalidParams(`invalid type at ${index}: expected a string`);
  return value;
}

function storageKey(value: unknown, index: number): string {
  if (value === undefined) throw invalidParams('No more params');
  if (typeof value !== 'string' || !isHex(value, -1)) {
    throw invalidParams(`invalid value at ${index}: expected a storage key as hex`);
  }
  return value.slice(2).toLowerCase();
}
