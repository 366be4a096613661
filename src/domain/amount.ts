import { splitAmount, toAscii, withoutUnit } from './amountText.ts';
import { DECIMALS, MAX_AMOUNT, ONE } from './units.ts';

/** Why a text is not taken for an amount. */
export type AmountRefusal =
  | 'empty'
  | 'not-a-number'
  | 'negative'
  | 'too-many-decimals'
  | 'ambiguous'
  | 'too-large';

export type ParsedAmount =
  | { readonly ok: true; readonly value: bigint }
  | { readonly ok: false; readonly reason: AmountRefusal };

const NOT_A_NUMBER: ParsedAmount = { ok: false, reason: 'not-a-number' };

/** A longer text is no amount; nor is it cut, since a part of a number is another number. */
export const LONGEST_AMOUNT_TEXT = 64;

/** Digits of the integer part of 2^64 - 1 base units. */
const MAX_INTEGER_DIGITS = 11;

export interface FormatOptions {
  /** 'full' shows every decimal that is not a trailing zero; 'short' about six significant digits. */
  readonly digits?: 'full' | 'short';
  /** Direction of 'short': down for what one receives, up for what one pays. */
  readonly round?: 'down' | 'up';
}

const SHORT_DIGITS = 6;

/**
 * Reads an amount of TAO or Alpha that a person typed or pasted, into base units. A dot is the decimal mark; a comma
 * groups thousands, or is the decimal mark where it can be nothing else ("1,5"; with a dot before it, "1.000,5");
 * "1,000" alone may be either and is refused. Full-width forms, grouping spaces and one unit (TAO, τ, Alpha, α)
 * are understood; signs, exponents and a tenth decimal that is not zero are refused. Never rounds.
 */
export function parseAmount(text: string): ParsedAmount {
  if (text.length > LONGEST_AMOUNT_TEXT) return NOT_A_NUMBER;
  const shown = toAscii(text);
  if (shown === '') return { ok: false, reason: 'empty' };
  const bare = withoutUnit(shown);
  const negative = bare.startsWith('-');
  const body = negative ? bare.slice(1).trimStart() : bare;
  if (!/\d/u.test(body)) return NOT_A_NUMBER;
  const found = splitAmount(body);
  if (found === null) return NOT_A_NUMBER;
  if (negative) return { ok: false, reason: 'negative' };
  if (found === 'ambiguous') return { ok: false, reason: 'ambiguous' };
  const integer = found.integer.replace(/^0+/u, '');
  const fraction = found.fraction.replace(/0+$/u, '');
  if (integer.length > MAX_INTEGER_DIGITS) return { ok: false, reason: 'too-large' };
  if (fraction.length > DECIMALS) return { ok: false, reason: 'too-many-decimals' };
  const value = BigInt(integer) * ONE + BigInt(fraction.padEnd(DECIMALS, '0'));
  return value > MAX_AMOUNT ? { ok: false, reason: 'too-large' } : { ok: true, value };
}

function power10(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** A non-negative value / 10^decimals in plain digits, trailing zeros of the fraction cut. */
function decimalText(value: bigint, decimals: number, grouped: boolean): string {
  const scale = power10(decimals);
  const integer = (value / scale).toString();
  const fraction = (value % scale).toString().padStart(decimals, '0').replace(/0+$/u, '');
  const shown = grouped ? integer.replace(/\B(?=(?:\d{3})+$)/gu, ',') : integer;
  return decimals === 0 || fraction === '' ? shown : `${shown}.${fraction}`;
}

function divide(value: bigint, by: bigint, round: 'down' | 'up'): bigint {
  return round === 'up' ? (value + by - 1n) / by : value / by;
}

/** Decimals that leave about six significant digits and never less than the integer part. */
function shortDecimals(value: bigint): number {
  const length = value.toString().length;
  return Math.min(DECIMALS, Math.max(0, SHORT_DIGITS - (length - DECIMALS)));
}

/**
 * Base units as TAO or Alpha, thousands grouped by commas, never an exponent. 'full' (the default) is exact; 'short'
 * rounds in the named direction, by default down, and shows tiny amounts from their first significant digit.
 * A negative amount keeps its sign and its direction: down is away from zero.
 */
export function formatAmount(value: bigint, options: FormatOptions = {}): string {
  const round = options.round ?? 'down';
  if (value < 0n) {
    return `-${formatAmount(-value, { ...options, round: round === 'down' ? 'up' : 'down' })}`;
  }
  const decimals = options.digits === 'short' ? shortDecimals(value) : DECIMALS;
  return decimalText(divide(value, power10(DECIMALS - decimals), round), decimals, true);
}

/** Base units as plain digits, ungrouped and exact: for input fields and for copying. `parseAmount` reads it back. */
export function formatPlain(value: bigint): string {
  return value < 0n ? `-${formatPlain(-value)}` : decimalText(value, DECIMALS, false);
}

/** A raw U64F64 price as TAO per Alpha with so many significant digits (all of the integer part), to the nearest. */
export function formatPrice(rawU64F64: bigint, digits = SHORT_DIGITS): string {
  if (rawU64F64 === 0n) return '0';
  const integer = rawU64F64 >> 64n;
  let decimals = digits - integer.toString().length;
  if (integer === 0n) {
    decimals = digits - 1;
    for (let scaled = rawU64F64; scaled >> 64n === 0n; scaled *= 10n) decimals += 1;
  }
  decimals = Math.max(0, decimals);
  return decimalText((rawU64F64 * power10(decimals) + (1n << 63n)) >> 64n, decimals, true);
}

/** Rao per Alpha (a limit price, a worst price) as TAO per Alpha, exact. */
export function formatPriceRao(price: bigint): string {
  return decimalText(price, ONE.toString().length - 1, true);
}

/** Parts per 1e9 as a percentage without its sign: two decimals from 1 %, below it two significant digits, rounded up. */
export function formatPercentPpb(ppb: bigint): string {
  if (ppb < 0n) return `-${percentText(-ppb, 'down')}`;
  return percentText(ppb, 'up');
}

function percentText(ppb: bigint, round: 'down' | 'up'): string {
  const decimals = Math.min(7, Math.max(2, 9 - ppb.toString().length));
  return decimalText(divide(ppb, power10(7 - decimals), round), decimals, true);
}
