import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { ActivityEntry } from '#domain/activity.ts';
import { mayFollow, type TxPhase } from '#domain/tx.ts';
import { type Rao, rao } from '#domain/units.ts';
import { keptBigint, validatedStorage } from '#lib/validatedStorage.ts';

const VERSION = 1;
/** The newest entries that are kept; a pending one is never let go. */
const KEEP = 500;

const keptRao = v.pipe(
  keptBigint,
  v.transform((value): Rao => rao(value)),
);
const block = v.object({ number: v.number(), hash: v.string() });
const failure = v.object({ name: v.string(), docs: v.string() });
const filled = v.object({ paid: keptBigint, received: keptBigint, fee: keptBigint, networkFee: keptRao });
const outcome = v.variant('ok', [
  v.object({ ok: v.literal(true), filled }),
  v.object({ ok: v.literal(false), failure, networkFee: keptRao }),
]);
const code = v.picklist([
  'walletMissing',
  'walletDenied',
  'walletSilent',
  'walletWrongAccount',
  'walletBadSignature',
  'walletFailed',
  'noEndpoint',
  'wrongGenesis',
  'nodeGarbage',
  'timeout',
  'connectionLost',
  'unsupportedRuntime',
  'badAddress',
  'poolRefused',
]);
const phase = v.variant('kind', [
  v.object({
    kind: v.picklist([
      'signing',
      'rejected',
      'abandoned',
      'sent',
      'lost',
      'retracted',
      'usurped',
      'dropped',
      'expired',
    ]),
  }),
  v.object({ kind: v.literal('walletFailed'), code, detail: v.nullable(v.string()) }),
  v.object({ kind: v.literal('invalid'), reason: v.string() }),
  v.object({ kind: v.picklist(['inBlock', 'finalized']), block, outcome }),
]);
const entry = v.object({
  id: v.string(),
  genesis: v.string(),
  account: v.string(),
  side: v.picklist(['buy', 'sell']),
  netuid: v.number(),
  registeredAt: keptBigint,
  subnetName: v.string(),
  symbol: v.string(),
  hotkey: v.string(),
  method: v.string(),
  amountIn: keptBigint,
  quotedOut: keptBigint,
  minimumOut: keptBigint,
  limitPrice: v.nullable(keptBigint),
  quotedAtBlock: v.number(),
  createdAt: v.number(),
  hash: v.nullable(v.string()),
  nonce: v.nullable(v.number()),
  era: v.nullable(v.object({ birth: v.number(), death: v.number() })),
  phase,
});

export interface ActivityState {
  /** Newest first. */
  readonly entries: readonly ActivityEntry[];
}

const schema = v.object({ entries: v.array(entry) }) as v.GenericSchema<unknown, ActivityState>;

export const activity = createStore<ActivityState>()(
  persist(() => ({ entries: [] as readonly ActivityEntry[] }), {
    name: 'raoswap.activity',
    version: VERSION,
    storage: validatedStorage<ActivityState>(VERSION, schema),
  }),
);

/** Adds an entry in front. Of more than are kept, the oldest that are no longer pending go. */
export function addEntry(added: ActivityEntry): void {
  activity.setState(({ entries }) => ({ entries: [added, ...entries].slice(0, KEEP) }));
}

/** Changes an entry's facts; unknown ids are ignored. */
export function updateEntry(
  id: string,
  change: Partial<Pick<ActivityEntry, 'hash' | 'nonce' | 'era'>>,
): void {
  activity.setState(({ entries }) => ({
    entries: entries.map((each) => (each.id === id ? { ...each, ...change } : each)),
  }));
}

/** Moves an entry to its next phase. A phase that may not follow is ignored: news can come twice or out of order. */
export function advanceEntry(id: string, next: TxPhase): void {
  activity.setState(({ entries }) => ({
    entries: entries.map((each) =>
      each.id === id && mayFollow(each.phase.kind, next.kind) ? { ...each, phase: next } : each,
    ),
  }));
}
