import { decodeAddress } from '@polkadot/util-crypto';
import { invalidParams } from './rpcError.ts';

const KEY_BYTES = 32;
const U64_MAX = 2n ** 64n - 1n;

/** The optional object that a dev_ method takes: its values are read by name, and a name that it lacks is refused. */
export class DevOptions {
  private readonly values: ReadonlyMap<string, unknown>;

  /** `names` are those that the method knows. Throws RpcError. */
  constructor(options: unknown, names: readonly string[]) {
    const given = options ?? {};
    if (typeof given !== 'object' || Array.isArray(given))
      throw invalidParams('expected an object of options');
    for (const name of Object.keys(given)) {
      if (!names.includes(name))
        throw invalidParams(`there is no option ${name}: there are ${names.join(', ')}`);
    }
    this.values = new Map(Object.entries(given).filter(([, value]) => value !== null && value !== undefined));
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  text(name: string): string | undefined {
    const value = this.values.get(name);
    if (value !== undefined && typeof value !== 'string') throw invalidParams(`${name} must be a text`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.values.get(name) ?? false;
    if (typeof value !== 'boolean') throw invalidParams(`${name} must be true or false`);
    return value;
  }

  /** An integer within these bounds. */
  integer(name: string, least: number, most: number): number | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw invalidParams(`${name} must be an integer from ${least} to ${most}`);
  }

  /** Base units, as decimal text or a safe integer. */
  amount(name: string): bigint | undefined {
    const value = this.values.get(name);
    return value === undefined ? undefined : amountOf(value, name);
  }
}

/** Base units of 0 to 2^64 - 1, given as decimal text or as a number that JavaScript holds exactly. */
export function amountOf(value: unknown, name: string): bigint {
  const isNumber = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (isNumber || (typeof value === 'string' && /^\d{1,20}$/.test(value))) {
    const amount = BigInt(value);
    if (amount <= U64_MAX) return amount;
  }
  throw invalidParams(`${name} must be an amount of base units, as decimal text`);
}

/** Public key of an address. */
export function addressOf(value: unknown, name: string): Uint8Array {
  try {
    const key = decodeAddress(String(value));
    if (typeof value === 'string' && key.length === KEY_BYTES) return key;
  } catch {
    // Said below.
  }
  throw invalidParams(`${name} must be an address`);
}
