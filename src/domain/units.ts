declare const unit: unique symbol;

/** TAO in base units: 1 TAO = 1e9 rao. Not assignable to AlphaRao. */
export type Rao = bigint & { readonly [unit]: 'tao' };

/** A subnet's Alpha in base units: 1 Alpha = 1e9 base units. Not assignable to Rao. */
export type AlphaRao = bigint & { readonly [unit]: 'alpha' };

/** Decimals of TAO and of every Alpha. */
export const DECIMALS = 9;

/** One TAO, or one Alpha, in base units. */
export const ONE = 1_000_000_000n;

/** The largest amount that the chain can hold: 2^64 - 1 base units. */
export const MAX_AMOUNT = 18_446_744_073_709_551_615n;

/** Brands base units of TAO. Adds no check: amounts enter through `parseAmount` or the chain's decoder. */
export function rao(value: bigint): Rao {
  return value as Rao;
}

/** Brands base units of Alpha. Adds no check: amounts enter through `parseAmount` or the chain's decoder. */
export function alphaRao(value: bigint): AlphaRao {
  return value as AlphaRao;
}
