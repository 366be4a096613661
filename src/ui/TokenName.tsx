/** "SN64 Chutes": the netuid first, since names repeat; the name is its owner's text and isolated. */
export function TokenName({ netuid, name }: { readonly netuid: number; readonly name: string }) {
  return (
    <span className="token-name">
      {`SN${netuid} `}
      <bdi>{name}</bdi>
    </span>
  );
}
