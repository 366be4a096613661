/** Netuid of the root network, whose stake is TAO one to one. */
export const ROOT = 0;

/** What a person knows a subnet by. Texts come from its owner: already stripped of control characters and cut. */
export interface Subnet {
  readonly netuid: number;
  /** SubtensorModule.NetworkRegisteredAt: names the generation, since netuids are reused. */
  readonly registeredAt: bigint;
  readonly name: string;
  readonly symbol: string;
  readonly tradable: boolean;
}
