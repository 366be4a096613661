import type { Subnet } from '#domain/subnet.ts';

/** Lower case, without the marks over letters and the width of full-width forms. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/**
 * The subnets that a query means, by netuid ("64", "SN64"), name or symbol: an exact number first, then favourites,
 * then by number.
 */
export function filterSubnets(
  subnets: readonly Subnet[],
  query: string,
  favourites: readonly number[],
): readonly Subnet[] {
  const wanted = plain(query);
  const digits = /^(?:sn)?\s*(\d{1,5})$/.exec(wanted)?.[1] ?? null;
  const matches = ({ netuid, name, symbol }: Subnet) =>
    wanted === '' ||
    (digits !== null && String(netuid).startsWith(digits)) ||
    plain(name).includes(wanted) ||
    plain(symbol) === wanted;
  const rank = ({ netuid }: Subnet) => (String(netuid) === digits ? 0 : favourites.includes(netuid) ? 1 : 2);
  return subnets.filter(matches).sort((a, b) => rank(a) - rank(b) || a.netuid - b.netuid);
}
