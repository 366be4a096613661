import type { DispatchFailure } from '#domain/appError.ts';
import type { Text } from '#i18n/useText.ts';

/** Dispatch errors that the served calls can raise and that have words of their own in the catalogue. */
export const WORDED_DISPATCH = [
  'BadOrigin',
  'CannotLookup',
  'Exhausted',
  'Unavailable',
  'SubtensorModule.SubnetNotExists',
  'SubtensorModule.SubtokenDisabled',
  'SubtensorModule.AmountTooLow',
  'SubtensorModule.SlippageTooHigh',
  'SubtensorModule.NotEnoughBalanceToStake',
  'SubtensorModule.HotKeyAccountNotExists',
  'SubtensorModule.InsufficientLiquidity',
  'SubtensorModule.NotEnoughStakeToWithdraw',
  'SubtensorModule.StakeUnavailable',
  'SubtensorModule.InsufficientBalance',
  'SubtensorModule.BalanceWithdrawalError',
  'SubtensorModule.HotKeyNotRegisteredInSubNet',
  'SubtensorModule.NonAssociatedColdKey',
  'SubtensorModule.StakingRateLimitExceeded',
  'SubtensorModule.TxRateLimitExceeded',
  'SubtensorModule.ColdkeySwapAnnounced',
  'SubtensorModule.ColdkeySwapDisputed',
  'SubtensorModule.InvalidSubnetNumber',
  'SubtensorModule.MechanismDoesNotExist',
  'SubtensorModule.SameNetuid',
  'SubtensorModule.CallDisabled',
  'SubtensorModule.DisabledTemporarily',
  'SubtensorModule.Overflow',
  'Swap.PriceLimitExceeded',
  'Swap.ReservesTooLow',
  'Swap.SwapInputTooLarge',
  'Swap.InsufficientLiquidity',
  'Swap.InsufficientInputAmount',
  'Swap.InsufficientBalance',
  'Swap.MechanismDoesNotExist',
  'Swap.SubtokenDisabled',
  'Swap.ReservesOutOfBalance',
  'Balances.InsufficientBalance',
  'Balances.LiquidityRestrictions',
  'Balances.ExistentialDeposit',
  'Balances.Expendability',
  'Balances.DeadAccount',
  'Token.FundsUnavailable',
  'Token.OnlyProvider',
  'Token.BelowMinimum',
  'Token.CannotCreate',
  'Token.UnknownAsset',
  'Token.Frozen',
  'Token.Unsupported',
  'Token.CannotCreateHold',
  'Token.NotExpendable',
  'Token.Blocked',
  'Arithmetic.Underflow',
  'Arithmetic.Overflow',
  'Arithmetic.DivisionByZero',
  'System.CallFiltered',
] as const;

/** What a call's failure means; one without words of ours shows its name and the metadata's sentence. */
export function dispatchText(t: Text, { name, docs }: DispatchFailure): string {
  const worded = WORDED_DISPATCH.find((each) => each === name);
  if (worded !== undefined) return t(`dispatch.${worded}`);
  const first = t('dispatch.unknown', { name });
  return docs === '' ? first : `${first} ${docs}`;
}
