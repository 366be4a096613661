/** Arguments of a decoded call, read by name and kind; a wrong kind is a programming error, not a user's. */
export class CallArguments {
  private readonly values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.values = values;
  }

  /** The decoded value as it is. */
  raw(name: string): unknown {
    return this.values[name];
  }

  /** A public key, or other bytes. */
  bytes(name: string): Uint8Array {
    const value = this.values[name];
    if (value instanceof Uint8Array) return value;
    throw new TypeError(`${name} is not bytes`);
  }

  /** A u8, u16 or u32. */
  number(name: string): number {
    const value = this.values[name];
    if (typeof value === 'number') return value;
    throw new TypeError(`${name} is not a number`);
  }

  /** A u64 or u128: an amount, a price. */
  amount(name: string): bigint {
    const value = this.values[name];
    if (typeof value === 'bigint') return value;
    throw new TypeError(`${name} is not an amount`);
  }

  amountOrNull(name: string): bigint | null {
    return this.values[name] === null ? null : this.amount(name);
  }

  flag(name: string): boolean {
    const value = this.values[name];
    if (typeof value === 'boolean') return value;
    throw new TypeError(`${name} is not a flag`);
  }
}
