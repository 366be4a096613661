import { DecodeError } from './bytes.ts';
import { type Codec, named } from './codec.ts';
import { u8 } from './primitives.ts';

/** How long a transaction stays valid: for ever, or for `period` blocks (a power of two) from a phase in it. */
export type Era =
  | { readonly type: 'Immortal' }
  | { readonly type: 'Mortal'; readonly period: number; readonly phase: number };

const mortalVariants = Array.from({ length: 255 }, (_, index) => ({
  name: `Mortal${index + 1}`,
  index: index + 1,
  fields: [{ name: null, codec: named(u8, '') }],
  docs: [],
}));

/**
 * Era, in one byte (immortal) or two: the low four bits are log2(period) - 1, the rest is the phase in steps of
 * period / 4096 (sp_runtime::generic::era). Writing rounds the phase down to such a step.
 */
export const era: Codec<Era> = {
  type: {
    kind: 'variant',
    path: 'sp_runtime::generic::era::Era',
    params: [],
    variants: [{ name: 'Immortal', index: 0, fields: [], docs: [] }, ...mortalVariants],
  },
  typeName: 'Era',
  write(out, value) {
    if (value.type === 'Immortal') {
      out.byte(0);
      return;
    }
    const { period, phase } = value;
    const exponent = Math.log2(period);
    if (!Number.isInteger(exponent) || period < 4 || period > 65_536 || phase < 0 || phase >= period) {
      throw new RangeError(`no era has period ${period} and phase ${phase}`);
    }
    const step = Math.max(period >> 12, 1);
    const encoded = (exponent - 1) | (Math.floor(phase / step) << 4);
    out.littleEndian(BigInt(encoded), 2);
  },
  read(input) {
    const first = input.byte();
    if (first === 0) return { type: 'Immortal' };
    const encoded = first | (input.byte() << 8);
    const period = 2 << (encoded & 15);
    const phase = (encoded >> 4) * Math.max(period >> 12, 1);
    if (period < 4 || phase >= period) throw new DecodeError('malformed era');
    return { type: 'Mortal', period, phase };
  },
};

/** The block at which the era that contains `current` began. */
export function eraBirth(value: Era, current: number): number {
  if (value.type === 'Immortal') return 0;
  const { period, phase } = value;
  return Math.floor((Math.max(current, phase) - phase) / period) * period + phase;
}

/** The first block at which the era that contains `current` is over; undefined when it never is. */
export function eraDeath(value: Era, current: number): number | undefined {
  return value.type === 'Immortal' ? undefined : eraBirth(value, current) + value.period;
}
