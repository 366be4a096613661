import type { Blocker } from './blocker.ts';
import type { Side } from './pool.ts';

/**
 * What one click can do about a failure; none of them sends anything. `again`: look at the order with the quote of now.
 * `nextBlock`: the same, once there is a newer block. `widen`: a wider tolerance. `useMax`: the most that can be paid.
 * `useMinimum`: the least that the chain takes. `shrink`: the most that the pool takes without asking for a confirmation.
 * `validator`, `subnet`, `account`, `network`: choose another. `node`: go over to another of the network.
 * `takeSubnet`: go on with the subnet that bears the number now.
 */
export type Mend =
  | 'again'
  | 'nextBlock'
  | 'widen'
  | 'useMax'
  | 'useMinimum'
  | 'shrink'
  | 'validator'
  | 'subnet'
  | 'account'
  | 'network'
  | 'node'
  | 'takeSubnet';

export type Mends = readonly Mend[];

const NONE: Mends = [];

type Errors = Readonly<Record<string, readonly string[]>>;

/** The account lacks TAO that it may spend. */
const TOO_LITTLE_TAO: Errors = {
  SubtensorModule: [
    'NotEnoughBalanceToStake',
    'InsufficientBalance',
    'BalanceWithdrawalError',
    'ZeroBalanceAfterWithdrawn',
  ],
  Swap: ['InsufficientBalance'],
  Balances: ['InsufficientBalance', 'LiquidityRestrictions', 'ExistentialDeposit', 'Expendability'],
  Token: ['FundsUnavailable', 'OnlyProvider', 'BelowMinimum', 'Frozen', 'NotExpendable'],
};

const BY_DISPATCH: readonly (readonly [Mends, Errors])[] = [
  [['again', 'widen'], { SubtensorModule: ['SlippageTooHigh'], Swap: ['PriceLimitExceeded'] }],
  [['useMax'], { SubtensorModule: ['NotEnoughStakeToWithdraw', 'StakeUnavailable'] }],
  [['useMinimum'], { SubtensorModule: ['AmountTooLow'], Swap: ['InsufficientInputAmount'] }],
  [
    ['shrink'],
    {
      SubtensorModule: ['InsufficientLiquidity', 'Overflow'],
      Swap: ['InsufficientLiquidity', 'ReservesTooLow', 'SwapInputTooLarge'],
      Arithmetic: ['Overflow'],
    },
  ],
  [
    ['validator'],
    {
      SubtensorModule: [
        'HotKeyAccountNotExists',
        'HotKeyNotRegisteredInSubNet',
        'HotKeyNotRegisteredInNetwork',
        'NonAssociatedColdKey',
        'TooManyStakingHotkeys',
        'CannotUseSystemAccount',
      ],
    },
  ],
  [
    ['subnet'],
    {
      SubtensorModule: [
        'SubnetNotExists',
        'SubtokenDisabled',
        'InvalidSubnetNumber',
        'MechanismDoesNotExist',
      ],
      Swap: ['MechanismDoesNotExist', 'SubtokenDisabled'],
    },
  ],
  [
    ['nextBlock'],
    {
      Exhausted: [],
      Unavailable: [],
      SubtensorModule: ['StakingRateLimitExceeded', 'TxRateLimitExceeded'],
      Swap: ['ReservesOutOfBalance'],
    },
  ],
  [
    ['account'],
    {
      SubtensorModule: ['ColdkeySwapAnnounced', 'ColdkeySwapDisputed'],
      Balances: ['DeadAccount'],
      Proxy: ['NotProxy'],
    },
  ],
];

const BY_BLOCKER: Readonly<Record<Blocker['kind'], Mends>> = {
  connectWallet: ['account'],
  watchOnly: ['account'],
  chooseToken: ['subnet'],
  noSuchSubnet: ['subnet'],
  otherSubnet: ['takeSubnet'],
  // What mends it, two orders, is offered beside it.
  alphaToAlpha: NONE,
  enterAmount: NONE,
  badAmount: NONE,
  connecting: NONE,
  offline: ['node'],
  wrongNetwork: ['network'],
  unknownExtension: NONE,
  callMissing: NONE,
  notStarted: ['subnet'],
  notEnoughTao: ['useMax'],
  notEnoughAlpha: ['useMax'],
  notEnoughForFee: ['account'],
  belowMinimum: ['useMinimum'],
  poolTooSmall: ['shrink'],
  poolCannotGive: ['shrink'],
  unknownCurve: ['subnet'],
  locked: ['useMax'],
  impactTooHigh: ['shrink'],
  chooseValidator: ['validator'],
  waitingForBlock: NONE,
  nodeBehind: ['node'],
  nodesDisagree: ['node'],
  safeMode: NONE,
  busy: NONE,
};

/** What can be done about a call that failed with this error, the likeliest first; empty when no click here helps. */
export function mendsOfDispatch(name: string, side: Side): Mends {
  // A sale that lacks TAO lacks it for the fee: less Alpha does not mend that.
  if (isOneOf(TOO_LITTLE_TAO, name)) return side === 'buy' ? ['useMax'] : ['account'];
  return BY_DISPATCH.find(([, errors]) => isOneOf(errors, name))?.[0] ?? NONE;
}

/** Errors of a pallet by their own names; a kind without any, such as Exhausted, by an empty list. */
function isOneOf(errors: Errors, name: string): boolean {
  const [pallet = '', error] = name.split('.');
  const names = Object.hasOwn(errors, pallet) ? errors[pallet] : undefined;
  return error === undefined ? names?.length === 0 : names?.includes(error) === true;
}

/** What can be done about the reason for which a swap may not be sent. */
export function mendsOfBlocker(kind: Blocker['kind']): Mends {
  return BY_BLOCKER[kind];
}

/** The next wider tolerance, in basis points: what the pool suggests when that is wider, else the next of the steps; null beyond. */
export function widerTolerance(
  current: number,
  suggested: number | null,
  steps: readonly number[],
): number | null {
  if (suggested !== null && suggested > current) return suggested;
  return steps.find((step) => step > current) ?? null;
}
