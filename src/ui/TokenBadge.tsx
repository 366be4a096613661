/** A token's symbol in a disc, isolated: some symbols are right-to-left letters. Decoration: the name stands beside it. */
export function TokenBadge({ symbol }: { readonly symbol: string }) {
  return (
    <span className="badge" aria-hidden>
      <bdi>{symbol}</bdi>
    </span>
  );
}
