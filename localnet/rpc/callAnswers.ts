import { u8aToHex } from '@polkadot/util';
import type { Hash } from '#localnet/node/header.ts';

/** Blocks whose answers are remembered, and the bytes of answers of each. */
const BLOCKS = 8;
const BYTES = 4 * 1024 * 1024;

interface BlockAnswers {
  readonly byQuestion: Map<string, Uint8Array>;
  bytes: number;
}

/**
 * Answers of runtime API calls by block: the state after a block never changes, so the same method with the same
 * input gives the same bytes, and everyone who follows the chain asks the same of each new block.
 */
export class CallAnswers {
  private readonly byBlock = new Map<Hash, BlockAnswers>();

  /** The remembered answer, or else that of the work, which is remembered unless it throws. */
  answer(block: Hash, method: string, input: Uint8Array, work: () => Uint8Array): Uint8Array {
    const own = this.of(block);
    const question = `${method} ${u8aToHex(input)}`;
    const known = own.byQuestion.get(question);
    if (known !== undefined) return known;
    const answer = work();
    const bytes = own.bytes + question.length + answer.length;
    if (bytes > BYTES) return answer;
    own.byQuestion.set(question, answer);
    own.bytes = bytes;
    return answer;
  }

  private of(block: Hash): BlockAnswers {
    const known = this.byBlock.get(block);
    if (known !== undefined) return known;
    const fresh = { byQuestion: new Map<string, Uint8Array>(), bytes: 0 };
    this.byBlock.set(block, fresh);
    const [oldest] = this.byBlock.keys();
    if (this.byBlock.size > BLOCKS && oldest !== undefined) this.byBlock.delete(oldest);
    return fresh;
  }
}
