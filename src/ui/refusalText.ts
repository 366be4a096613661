import type { Text } from '#i18n/useText.ts';

/** Numbers of the chain's own refusals, "Custom error: N". Source: common, CustomTransactionError. */
const CUSTOM = {
  0: 'coldkeySwap',
  1: 'amountTooLow',
  2: 'balanceTooLow',
  3: 'noSubnet',
  4: 'noHotkey',
  5: 'stakeTooLow',
  6: 'rateLimit',
  7: 'liquidity',
  8: 'slippage',
  21: 'coldkeySwap',
  255: 'badRequest',
} as const;

/** What nodes say, in the words of Substrate's transaction pool. */
const WORDS = [
  [/inability to pay/i, 'payment'],
  [/outdated|stale/i, 'outdated'],
  [/valid in the future|future/i, 'future'],
  [/bad signature|badproof/i, 'badSignature'],
  [/ancient birth/i, 'ancient'],
  [/priority is too low/i, 'priority'],
  [/already imported/i, 'known'],
  [/temporarily banned/i, 'banned'],
  [/immediately dropped|exhaust/i, 'full'],
] as const;

/** Why a node refused a transaction before it entered a block; unknown reasons keep the node's own words. */
export function refusalText(t: Text, reason: string): string {
  const number = /custom(?: error)?\W+(\d+)/i.exec(reason)?.[1];
  const custom = Object.entries(CUSTOM).find(([code]) => code === number);
  if (custom !== undefined) return t(`refusal.${custom[1]}`);
  const words = WORDS.find(([pattern]) => pattern.test(reason));
  return words === undefined ? t('refusal.unknown', { reason }) : t(`refusal.${words[1]}`);
}
