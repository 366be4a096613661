/** Largest supply of TAO, and of every Alpha: 21,000,000 tokens in base units. */
export const MAX_SUPPLY = 21_000_000_000_000_000n;

/** What one block emits while less than half of the supply exists. */
const FULL_EMISSION = 1_000_000_000n;

/**
 * Base units that one block emits at an issuance: halved each time that half of the remaining supply has been
 * issued, 0 at the full supply. Rounds down. Source: SubtensorModule, get_block_emission_for_issuance.
 */
export function blockEmission(issuance: bigint): bigint {
  if (issuance >= MAX_SUPPLY) return 0n;
  const remaining = MAX_SUPPLY - issuance;
  let halvings = 0n;
  while (remaining << (halvings + 1n) <= MAX_SUPPLY) halvings += 1n;
  return FULL_EMISSION >> halvings;
}
