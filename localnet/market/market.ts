import { hexToU8a, u8aToHex } from '@polkadot/util';
import { encodeExtrinsic, signingPayload } from '#localnet/metadata/extrinsic.ts';
import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';
import type { Chain } from '#localnet/node/chain.ts';
import { PoolError } from '#localnet/node/poolError.ts';
import { Draws } from './draws.ts';
import { type Order, OrderBook } from './orderBook.ts';
import { marketParticipants, type Signer } from './participants.ts';
import { LIVE, type Pace, planTrades } from './tradePlan.ts';

/** Lots are drawn among so many places, which go round the participants. */
const FIRSTS = 1_000;

/**
 * Others who trade: before each block their transactions, signed like anyone's, enter the pool. What they do follows
 * from the seed, the number of the block and the state before it, so two chains with the same seed on which nobody else acts have
 * the same pools to the rao. Signatures and thus hashes differ: sr25519 signs differently each time.
 */
export class Market {
  private readonly chain: Chain;
  private readonly seed: string;
  private readonly participants = marketParticipants();
  private readonly stopListening: () => void;
  private pace: Pace = LIVE;

  /** Begins to trade. Needs cryptoWaitReady. */
  constructor(chain: Chain, seed: string) {
    this.chain = chain;
    this.seed = seed;
    this.stopListening = chain.building.add((now) => this.trade(now));
  }

  /** How fast time goes by in the blocks to come. */
  setPace(pace: Pace): void {
    this.pace = pace;
  }

  /** Trades no more. */
  close(): void {
    this.stopListening();
  }

  private trade(now: number): void {
    for (const { signer, call } of this.orders()) {
      try {
        this.chain.pool.submit(this.signed(signer, call), now);
      } catch (error) {
        // A trade that the chain does not want now, for instance while it admits no calls, is not made.
        if (!(error instanceof PoolError)) throw error;
      }
    }
  }

  private orders(): readonly Order[] {
    const number = this.chain.best.header.number + 1;
    const draws = new Draws(this.seed, number);
    const state = this.chain.stateAt(this.chain.best.hash);
    const { traders, treasury } = this.participants;
    const book = new OrderBook(state, this.participants);
    book.fund(traders, treasury);
    const { isBatched } = this.pace;
    const first = draws.below(FIRSTS);
    for (const trade of planTrades(state, number, this.pace, draws)) {
      book.place(trade, isBatched ? first : draws.below(FIRSTS));
    }
    return isBatched ? batched(book.orders) : book.orders;
  }

  private signed(signer: Signer, call: RuntimeCall): Uint8Array {
    const { specVersion, transactionVersion } = this.chain.runtime.version;
    const genesisHash = hexToU8a(this.chain.genesis.hash);
    const extensions = {
      era: { type: 'Immortal' },
      nonce: this.chain.pool.nextNonce(signer.publicKey),
      tip: 0n,
      metadataHash: 'Disabled',
    } as const;
    const implicit = {
      specVersion,
      transactionVersion,
      genesisHash,
      birthHash: genesisHash,
      metadataHash: null,
    };
    const payload = signingPayload(call, extensions, implicit);
    const address = { type: 'Id', value: signer.publicKey } as const;
    const signature = { type: 'Sr25519', value: signer.sign(payload) } as const;
    return encodeExtrinsic({ signed: { address, signature, ...extensions }, call });
  }
}

/** One order for each signer, with all that it wants. */
function batched(orders: readonly Order[]): Order[] {
  const bySigner = new Map<string, { signer: Signer; calls: RuntimeCall[] }>();
  for (const { signer, call } of orders) {
    const key = u8aToHex(signer.publicKey);
    const own = bySigner.get(key) ?? { signer, calls: [] };
    own.calls.push(call);
    bySigner.set(key, own);
  }
  return [...bySigner.values()].map(({ signer, calls }) => ({
    signer,
    call: { pallet: 'Utility', call: 'force_batch', args: { calls } },
  }));
}
