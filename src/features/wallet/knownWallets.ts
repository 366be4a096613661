/** Wallets that are known to work, with the id under which each injects itself and where it comes from. */
export const KNOWN_WALLETS = [
  { id: 'polkadot-js', name: 'Polkadot{.js}', url: 'https://polkadot.js.org/extension/' },
  { id: 'talisman', name: 'Talisman', url: 'https://www.talisman.xyz/' },
  { id: 'subwallet-js', name: 'SubWallet', url: 'https://www.subwallet.app/' },
  { id: 'nova', name: 'Nova', url: 'https://novawallet.io/' },
  { id: 'bittensor', name: 'Bittensor Wallet', url: 'https://bittensor.com/wallet' },
  { id: 'tao', name: 'TAO.com', url: 'https://www.tao.com/' },
] as const;

const LONGEST_NAME = 40;

/** What a person knows a wallet by; an unknown one is called what it calls itself, cut. */
export function walletName(id: string): string {
  const known = KNOWN_WALLETS.find((each) => each.id === id);
  return known?.name ?? [...id].slice(0, LONGEST_NAME).join('');
}
