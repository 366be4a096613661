import {
  divide,
  fromInteger,
  fromU64F64,
  multiply,
  subtract,
} from '#localnet/node/runtime/arithmetic/u96f32.ts';
import { smaller } from '#localnet/node/runtime/integers.ts';
import { blockEmission } from './blockEmission.ts';

/** What one block gives a subnet; raw U96F32 throughout. */
export interface EmissionTerms {
  /** Joins the TAO reserve. */
  readonly taoIn: bigint;
  /** Joins the Alpha reserve. */
  readonly alphaIn: bigint;
  /** Goes to miners, validators and the owner. */
  readonly alphaOut: bigint;
  /** Buys Alpha for the protocol. */
  readonly excessTao: bigint;
}

/** TaoWeight (parts of 2^64 - 1) as a raw U96F32, rounded down. Source: SubtensorModule, get_tao_weight. */
export function taoWeightFraction(taoWeight: bigint): bigint {
  return divide(fromInteger(taoWeight), fromInteger((1n << 64n) - 1n));
}

/**
 * The root's part of a subnet, raw U96F32, rounded down: weighted root TAO over itself and the Alpha issued.
 * Source: SubtensorModule, root_proportion.
 */
export function rootProportion(rootTao: bigint, taoWeight: bigint, alphaIssuance: bigint): bigint {
  const weighted = multiply(fromInteger(rootTao), taoWeightFraction(taoWeight));
  return divide(weighted, weighted + fromInteger(alphaIssuance));
}

/**
 * Splits a subnet's TAO of one block: as much joins the pool at its price as the root proportion lets Alpha in, the
 * rest buys Alpha. `taoEmission` and `rootPart` are raw U96F32, `price` raw U64F64. Rounds down.
 * Source: SubtensorModule, compute_subnet_emission_terms.
 */
export function emissionTerms(
  taoEmission: bigint,
  price: bigint,
  rootPart: bigint,
  alphaIssuance: bigint,
): EmissionTerms {
  const alphaOut = fromInteger(blockEmission(alphaIssuance));
  const cutPrice = fromU64F64(price);
  const wanted = divide(taoEmission, cutPrice);
  const cap = multiply(rootPart, alphaOut);
  const alphaIn = smaller(wanted, cap);
  const taoIn = wanted > cap ? multiply(alphaIn, cutPrice) : taoEmission;
  return { taoIn, alphaIn, alphaOut, excessTao: subtract(taoEmission, taoIn) };
}
