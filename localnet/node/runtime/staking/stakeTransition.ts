/** Where stake is: whose, with which validator, on which subnet. */
export interface StakePlace {
  readonly coldkey: Uint8Array;
  readonly hotkey: Uint8Array;
  readonly netuid: number;
}

/** An order to bring stake from one place to another. */
export interface StakeTransition {
  readonly from: StakePlace;
  readonly to: StakePlace;
  /** Alpha of the origin, in base units. */
  readonly amount: bigint;
  /** The least Alpha of the destination per Alpha of the origin, times 1e9; null where the order has no limit. */
  readonly limit: bigint | null;
  /** With a limit: moves what it lets in, instead of all or nothing. */
  readonly allowPartial: boolean;
  /** A transfer to another coldkey, which subnets can switch off. */
  readonly isTransfer: boolean;
}
