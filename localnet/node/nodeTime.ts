/** The time as a node has it: the true one, or so much ahead of it or behind. All in milliseconds. */
export class NodeTime {
  private readonly trueNow: () => number;
  private offset = 0;

  constructor(trueNow: () => number) {
    this.trueNow = trueNow;
  }

  /** Since 1970. */
  readonly now = (): number => this.trueNow() + this.offset;

  /** Sets how far ahead of the true time it is; negative for behind. */
  readonly shift = (offset: number): void => {
    this.offset = offset;
  };
}
