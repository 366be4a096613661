import { Result } from '@polkadot/types';
import type { Codec } from '@polkadot/types/types';
import { hexToU8a } from '@polkadot/util';
import { AppError } from '#domain/appError.ts';
import type { BlockRef } from '#domain/block.ts';
import type { Foreseen } from '#domain/tx.ts';
import { within } from '#lib/within.ts';
import type { DryRun, EraBounds, SignedExtrinsic } from './client.ts';
import { dispatchFailure } from './dispatchFailure.ts';
import { askHex, type Node } from './node.ts';
import { decodeAs, findApiMethod, type Runtime } from './runtime.ts';
import { uint, variant } from './scale.ts';

const API = 'BlockBuilder';
const METHOD = 'apply_extrinsic';

/** A rehearsal holds the order up: a node that takes longer is not waited for. */
const LIMIT_MS = 3_000;

/** Refusals of the next block that say nothing of a later one: an earlier transaction still waits, or that block was full. */
const OF_THE_MOMENT = ['Future', 'ExhaustsResources'];

/** A node's own words for refusals, as its pool would give them. Source: sp_runtime, InvalidTransaction. */
const WORDS: Readonly<Record<string, string>> = {
  Call: 'Transaction call is not expected',
  Payment: 'Inability to pay some fees (e.g. account balance too low)',
  Stale: 'Transaction is outdated',
  BadProof: 'Transaction has a bad signature',
  AncientBirthBlock: 'Transaction has an ancient birth block',
  BadSigner: 'Invalid signing address',
};

/**
 * Has the node carry out a signed transaction on the state after a block and forget it: signature, fee and call are all
 * tried, and nothing is sent to anyone. Never rejects: what the node will not or cannot try is `skipped`, with the reason.
 * Source: BlockBuilder.apply_extrinsic, which a node's system_dryRun calls as well.
 */
export async function dryRun(
  node: Node,
  { hex }: SignedExtrinsic,
  era: EraBounds,
  at: BlockRef,
): Promise<DryRun> {
  // The state after a block knows the hashes of those before it, not its own.
  if (at.number < era.birth) return { kind: 'skipped', reason: 'era' };
  const runtime = node.runtime();
  const type = findApiMethod(runtime, API, METHOD)?.output ?? null;
  if (type === null) return { kind: 'skipped', reason: 'unsupportedRuntime' };
  try {
    const asking = askHex(node.rpc, 'state_call', [`${API}_${METHOD}`, hex, at.hash]);
    const answer = await within(asking, LIMIT_MS, new AppError('timeout', METHOD));
    const result = decodeAs(runtime, runtime.registry.createLookupType(type), hexToU8a(answer));
    return dryRunResult(runtime, result, at.number);
  } catch (error) {
    return { kind: 'skipped', reason: error instanceof AppError ? error.code : 'nodeGarbage' };
  }
}

/** Reads an ApplyExtrinsicResult: Ok(Ok), Ok(DispatchError) or Err(TransactionValidityError). */
function dryRunResult(runtime: Runtime, result: Codec, block: number): DryRun {
  const applied = unwrap(result);
  if (!applied.ok) return refused(applied.value, block);
  const dispatched = unwrap(applied.value);
  return dispatched.ok
    ? { kind: 'passed', block }
    : failed(block, { kind: 'dispatch', failure: dispatchFailure(runtime, dispatched.value) });
}

function failed(block: number, foreseen: Foreseen): DryRun {
  return { kind: 'failed', block, foreseen };
}

function unwrap(codec: Codec): { readonly ok: boolean; readonly value: Codec } {
  if (!(codec instanceof Result)) throw new AppError('nodeGarbage', 'expected a result');
  return codec.isOk ? { ok: true, value: codec.asOk } : { ok: false, value: codec.asErr };
}

function refused(error: Codec, block: number): DryRun {
  const { name: kind, value } = variant(error);
  const { name, value: inner } = variant(value);
  if (OF_THE_MOMENT.includes(name)) return { kind: 'skipped', reason: name };
  const reason =
    name === 'Custom' ? `Custom error: ${uint(inner)}` : (WORDS[name] ?? `${kind} transaction: ${name}`);
  return failed(block, { kind: 'invalid', reason });
}
