/** Slippage tolerances offered, in basis points. */
export const TOLERANCES_BPS = [10, 50, 100, 300] as const;
export const DEFAULT_TOLERANCE_BPS = 50;
/** Outside of these a tolerance is marked; above the last it is refused. In basis points. */
export const TOLERANCE_WARN_BELOW_BPS = 5;
export const TOLERANCE_WARN_ABOVE_BPS = 500;
export const TOLERANCE_MAX_BPS = 5_000;

/** The subnet that the form shows at a first visit. */
export const DEFAULT_NETUID = 64;

/** Blocks for which a signed transaction stays valid. A power of two, as the chain's eras are. */
export const ERA_PERIOD = 64;
