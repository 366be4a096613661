import { createStore } from 'zustand/vanilla';
import type { Account, Availability, Balance, Position } from '#domain/account.ts';
import type { AppError } from '#domain/appError.ts';
import type { ChainInfo } from '#domain/chainInfo.ts';
import type { Rao } from '#domain/units.ts';

export type ConnectionStatus = 'idle' | 'connecting' | 'ready' | 'offline' | 'failed';

export interface Connection {
  /** `offline`: was ready, the socket is gone, reconnecting. `failed`: gave up; `error` says why. */
  readonly status: ConnectionStatus;
  readonly endpoint: string | null;
  /** Milliseconds of the last request's round trip. */
  readonly latencyMs: number | null;
  readonly error: AppError | null;
}

/** What an endpoint answered when its latency was last measured. */
export type EndpointState =
  | { readonly kind: 'measuring' }
  /** Milliseconds of one request's round trip, and the number of its best block. */
  | { readonly kind: 'answers'; readonly latencyMs: number; readonly block: number }
  | { readonly kind: 'silent' };

/** A wallet extension that injected itself into the page. */
export interface InjectedWallet {
  readonly id: string;
  readonly version: string;
}

export interface SessionState {
  readonly connection: Connection;
  readonly chain: ChainInfo | null;
  /** Of the network in use, by endpoint; those that were never measured are absent. */
  readonly endpoints: ReadonlyMap<string, EndpointState>;
  /** Milliseconds by which this computer's clock is surely ahead of the chain's; 0 while nothing speaks for it. */
  readonly clockAheadMs: number;
  readonly wallets: readonly InjectedWallet[];
  /** `asking`: enable() is pending in the wallet. */
  readonly walletStatus: 'idle' | 'asking' | 'connected' | 'failed';
  readonly walletError: AppError | null;
  readonly accounts: readonly Account[];
  readonly account: Account | null;
  /** Of the account at the head; null until read. */
  readonly balance: Balance | null;
  readonly positions: readonly Position[] | null;
  readonly availability: readonly Availability[] | null;
  /** Block at which balance and positions were read. */
  readonly accountBlock: number | null;
  /** Network fee by call name (payment_queryInfo), in rao. */
  readonly networkFees: ReadonlyMap<string, Rao>;
  /** Id of the order that is with the wallet now; null when none is. */
  readonly signing: string | null;
}

const EMPTY: SessionState = {
  connection: { status: 'idle', endpoint: null, latencyMs: null, error: null },
  chain: null,
  endpoints: new Map(),
  clockAheadMs: 0,
  wallets: [],
  walletStatus: 'idle',
  walletError: null,
  accounts: [],
  account: null,
  balance: null,
  positions: null,
  availability: null,
  accountBlock: null,
  networkFees: new Map(),
  signing: null,
};

export const session = createStore<SessionState>()(() => EMPTY);

/** What was read of an account, before anything was. */
export const NO_FACTS = { balance: null, positions: null, availability: null, accountBlock: null } as const;

/** Changes the connection's facts that are given. */
export function setConnection(change: Partial<Connection>): void {
  session.setState(({ connection }) => ({ connection: { ...connection, ...change } }));
}
