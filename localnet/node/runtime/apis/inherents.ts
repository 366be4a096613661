import { stringToU8a, u8aEq } from '@polkadot/util';
import type { checkInherentsResult, inherentData } from '#localnet/metadata/blockTypes.ts';
import { DecodeError } from '#localnet/metadata/bytes.ts';
import { decode, encode, type Value } from '#localnet/metadata/codec.ts';
import { enumeration, noFields, single } from '#localnet/metadata/composites.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import { timestampStorage } from '#localnet/metadata/pallets/timestamp.ts';
import { u64 } from '#localnet/metadata/primitives.ts';
import { larger } from '#localnet/node/runtime/integers.ts';
import { RuntimeTrap } from '#localnet/node/runtime.ts';
import type { State } from '#localnet/node/state.ts';

type InherentData = Value<typeof inherentData>;
type Check = Value<typeof checkInherentsResult>;

const TIMESTAMP = stringToU8a('timstap0');
/** Milliseconds that lie at least between two blocks (Timestamp, MinimumPeriod). */
const MINIMUM_PERIOD = 6_000n;
/** Milliseconds by which a block may be ahead of the clock that it is checked against. */
const MAX_DRIFT = 30_000n;

const timestampError = enumeration('sp_timestamp::InherentError', {
  ValidAtTimestamp: [0, single(u64)],
  TooFarInFuture: [1, noFields],
});

/** The moment that inherent data give, in milliseconds since 1970. Traps without one, as pallet Timestamp does. */
function momentOf({ data }: InherentData): bigint {
  const entry = data.find(([identifier]) => u8aEq(identifier, TIMESTAMP));
  if (entry === undefined) throw new RuntimeTrap('Timestamp inherent data must be provided');
  try {
    return decode(u64, entry[1]);
  } catch (error) {
    if (error instanceof DecodeError) throw new RuntimeTrap('Timestamp inherent data not correctly encoded');
    throw error;
  }
}

/** The earliest time of the next block. */
function earliest(state: State): bigint {
  return timestampStorage.Now.get(state) + MINIMUM_PERIOD;
}

/** The calls that a block made of these data begins with. Source: Timestamp, create_inherent. */
export function inherentCalls(state: State, data: InherentData): RuntimeCall[] {
  const now = larger(momentOf(data), earliest(state));
  return [{ pallet: 'Timestamp', call: 'set', args: { now } }];
}

function errorOf(state: State, call: RuntimeCall, data: InherentData): Uint8Array | null {
  if (call.pallet !== 'Timestamp' || typeof call.args.now !== 'bigint') return null;
  const { now } = call.args;
  if (now > momentOf(data) + MAX_DRIFT)
    return encode(timestampError, { type: 'TooFarInFuture', value: null });
  const least = earliest(state);
  return now < least ? encode(timestampError, { type: 'ValidAtTimestamp', value: least }) : null;
}

/** Whether a block's inherents agree with data of one's own; the first that does not is fatal. Source: Timestamp, check_inherent. */
export function checkInherents(state: State, calls: readonly RuntimeCall[], data: InherentData): Check {
  for (const call of calls) {
    const error = errorOf(state, call, data);
    if (error !== null) return { okay: false, fatal_error: true, errors: { data: [[TIMESTAMP, error]] } };
  }
  return { okay: true, fatal_error: false, errors: { data: [] } };
}
