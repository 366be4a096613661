/** A block, named by number and hash (0x hex). */
export interface BlockRef {
  readonly number: number;
  readonly hash: string;
}

/** The newest block that the node told us of. */
export interface Head extends BlockRef {
  /** Timestamp.Now of the block in milliseconds since 1970; null when it could not be read. */
  readonly timestamp: number | null;
}
