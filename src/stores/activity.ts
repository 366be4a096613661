import * as v from 'valibot';
import { persist } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import type { ActivityEntry } from '#domain/activity.ts';
import type { AppErrorCode } from '#domain/appError.ts';
import type { PoolStory } from '#domain/othersInBlock.ts';
import { isPending, isUnsent, mayFollow, type Rehearsal, type TxPhase } from '#domain/tx.ts';
import { type Rao, rao } from '#domain/units.ts';
import { keptBigint, type Lifts, onKeptElsewhere, validatedStorage } from '#lib/validatedStorage.ts';

const NAME = 'raoswap.activity';
const VERSION = 2;
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
/** Every code: one that this lacks would have the whole of it dropped. */
const CODES: Readonly<Record<AppErrorCode, true>> = {
  walletMissing: true,
  walletDenied: true,
  walletSilent: true,
  walletWrongAccount: true,
  walletBadSignature: true,
  walletFailed: true,
  quoteTooOld: true,
  notAsOrdered: true,
  unknownExtension: true,
  noEndpoint: true,
  wrongGenesis: true,
  nodeGarbage: true,
  timeout: true,
  connectionLost: true,
  unsupportedRuntime: true,
  badAddress: true,
  poolRefused: true,
  nodesDisagree: true,
  runtimeUpgraded: true,
};
const code = v.picklist(Object.keys(CODES) as AppErrorCode[]);
const foreseen = v.variant('kind', [
  v.object({ kind: v.literal('dispatch'), failure }),
  v.object({ kind: v.literal('invalid'), reason: v.string() }),
]);
const rehearsal = v.variant('kind', [
  v.object({ kind: v.literal('passed'), block: v.number() }),
  v.object({ kind: v.literal('skipped'), reason: v.string() }),
]);
const phase = v.variant('kind', [
  v.object({
    kind: v.picklist([
      'signing',
      'rehearsing',
      'rejected',
      'abandoned',
      'sent',
      'lost',
      'retracted',
      'usurped',
      'dropped',
      'expired',
      'replaced',
    ]),
  }),
  v.object({ kind: v.literal('walletFailed'), code, detail: v.nullable(v.string()) }),
  v.object({ kind: v.literal('invalid'), reason: v.string() }),
  v.object({ kind: v.literal('stopped'), at: v.number(), foreseen }),
  v.object({ kind: v.picklist(['inBlock', 'finalized']), block, outcome }),
]);
const others = v.object({
  block: v.string(),
  before: v.number(),
  after: v.number(),
  movedPpb: v.nullable(keptBigint),
  networkPpb: v.nullable(keptBigint),
});
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
  rehearsal: v.nullable(rehearsal),
  exactIn: v.nullable(v.string()),
  others: v.nullable(others),
});

export interface ActivityState {
  /** Newest first. */
  readonly entries: readonly ActivityEntry[];
}

const schema = v.object({ entries: v.array(entry) }) as v.GenericSchema<unknown, ActivityState>;

const lifts: Lifts = {
  // Version 1 knew no others in a block; its first entries neither rehearsals nor exact fills.
  1: (state) => {
    const entries = v.parse(v.object({ entries: v.array(v.looseObject({})) }), state).entries;
    return { entries: entries.map((each) => ({ rehearsal: null, exactIn: null, ...each, others: null })) };
  },
};

const storage = validatedStorage<ActivityState>(VERSION, schema, lifts);

export const activity = createStore<ActivityState>()(
  persist(() => ({ entries: [] as readonly ActivityEntry[] }), {
    name: NAME,
    version: VERSION,
    storage,
    merge: (kept, current) =>
      kept === undefined ? current : { entries: unite(current.entries, (kept as ActivityState).entries) },
  }),
);

// Another tab of the app writes to the same place: what it has kept is taken in, and what it did not know is written again,
// or a page that closes now would take it along.
onKeptElsewhere(NAME, () => {
  void activity.persist.rehydrate();
  const kept = storage.getItem(NAME)?.state.entries ?? [];
  if (activity.getState().entries.some((own) => isNews(own, kept))) activity.setState({});
});

/** True when what is kept lacks the entry, or is behind it. */
function isNews(own: ActivityEntry, kept: readonly ActivityEntry[]): boolean {
  const known = kept.find(({ id }) => id === own.id);
  return known === undefined || further(known, own) !== known;
}

/** Both lists as one, newest first. Of an entry in both, the one that is further in its life. */
function unite(own: readonly ActivityEntry[], kept: readonly ActivityEntry[]): readonly ActivityEntry[] {
  const byId = new Map(own.map((each) => [each.id, each]));
  for (const each of kept) {
    const known = byId.get(each.id);
    byId.set(each.id, known === undefined ? each : further(known, each));
  }
  return trim([...byId.values()].sort((a, b) => b.createdAt - a.createdAt));
}

/** The one of the two that is further in its life, or knows more of the same; the first when neither is. */
function further(first: ActivityEntry, second: ActivityEntry): ActivityEntry {
  const [one, other] = [first.phase, second.phase];
  const isSame = one.kind === other.kind && blockOf(one) === blockOf(other);
  if (isSame) return first.others === null && second.others !== null ? second : first;
  return mayFollow(one.kind, other.kind) ? second : first;
}

function blockOf(phase: TxPhase): string | null {
  return 'block' in phase ? phase.block.hash : null;
}

/** True while an entry may not be let go: the wallet is asked, or the chain may still change by it. */
function isLive({ phase }: ActivityEntry): boolean {
  return isUnsent(phase) || isPending(phase);
}

/** The newest entries that are kept, and every live one however old. */
function trim(entries: readonly ActivityEntry[]): readonly ActivityEntry[] {
  return entries.filter((each, index) => index < KEEP || isLive(each));
}

function change(id: string, next: (entry: ActivityEntry) => ActivityEntry): void {
  activity.setState(({ entries }) => ({
    entries: entries.map((each) => (each.id === id ? next(each) : each)),
  }));
}

/** Adds an entry in front. Of more than are kept, the oldest that are no longer pending go. */
export function addEntry(added: ActivityEntry): void {
  activity.setState(({ entries }) => ({ entries: trim([added, ...entries]) }));
}

/** Moves an entry to its next phase. A phase that may not follow is ignored: news can come twice or out of order. */
export function advanceEntry(id: string, next: TxPhase): void {
  change(id, (entry) => (mayFollow(entry.phase.kind, next.kind) ? { ...entry, phase: next } : entry));
}

/** Notes how the rehearsal went. */
export function noteRehearsal(id: string, how: Rehearsal): void {
  change(id, (entry) => ({ ...entry, rehearsal: how }));
}

/** Notes what became of the pool in the block of that hash, and whether the fill is exactly what the pool had to give. */
export function noteStory(id: string, block: string, { others, exact }: PoolStory): void {
  change(id, (entry) => ({ ...entry, others: { ...others, block }, exactIn: exact ? block : null }));
}

/**
 * Notes, in one write, that a transaction goes out and how to find it again. False when the entry is not one that may go out
 * now: then it must not be sent.
 */
export function markSent(id: string, signed: Pick<ActivityEntry, 'hash' | 'nonce' | 'era'>): boolean {
  const entry = activity.getState().entries.find((each) => each.id === id);
  if (entry === undefined || !mayFollow(entry.phase.kind, 'sent')) return false;
  change(id, (each) => ({ ...each, ...signed, phase: { kind: 'sent' } }));
  return true;
}
