/** What a click in the form can open. */
export interface Doors {
  readonly account: () => void;
  readonly subnet: () => void;
  readonly validator: () => void;
  readonly network: () => void;
}
