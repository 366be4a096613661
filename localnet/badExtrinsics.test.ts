import { Keyring } from '@polkadot/keyring';
import { u8aConcat, u8aToHex } from '@polkadot/util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { genesisValidators } from '#localnet/genesis/accounts.ts';
import { ByteReader } from '#localnet/metadata/bytes.ts';
import { encode } from '#localnet/metadata/codec.ts';
import { encodeExtrinsic } from '#localnet/metadata/extrinsic.ts';
import { bytes as byteList } from '#localnet/metadata/primitives.ts';
import { runtimeCall } from '#localnet/metadata/runtimeDefinition.ts';
import { localRuntime } from '#localnet/node/runtime/localRuntime.ts';
import { account } from '#localnet/node/runtime/system/accounts.ts';
import { call } from '#localnet/node/runtime/testChain.ts';
import { type Localnet, startLocalnet } from './server.ts';
import { closeTestnets, connect, type TestClient } from './testClient.ts';
import { type SigningChoices, signCall } from './testSigner.ts';

const alice = new Keyring({ type: 'sr25519' }).createFromUri('//Alice');
const hotkey = genesisValidators[0]?.hotkey ?? new Uint8Array(32);
const stake = call('SubtensorModule.add_stake_limit', {
  hotkey,
  netuid: 64,
  amount_staked: 10n ** 9n,
  limit_price: 10n ** 9n,
  allow_partial: false,
});

let localnet: Localnet;
let client: TestClient;
const problems: string[] = [];

beforeAll(async () => {
  const warn = (message: string) => problems.push(message);
  localnet = await startLocalnet({ runtime: localRuntime(), port: 0, held: true, dev: true, warn });
  for (let made = 0; made < 12; made += 1) localnet.chain.produceBlock(Date.now());
  client = await connect(localnet.url);
  await client.result('author_submitExtrinsic', u8aToHex(sign()));
  localnet.chain.produceBlock(Date.now());
});

afterAll(async () => {
  await closeTestnets();
  await localnet.close();
  expect(problems).toEqual([]);
});

const sign = (choices: SigningChoices = {}) => signCall(localnet.chain, alice, stake, choices);
const hashAt = (number: number) => localnet.chain.hashAt(number) ?? '';
const wrapped = (body: Uint8Array) => encode(byteList, body);
/** The bytes of an extrinsic behind their length. */
const unwrapped = (extrinsic: Uint8Array) => byteList.read(new ByteReader(extrinsic));

function timestamp(): Uint8Array {
  const [inherent] = localnet.chain.runtime.inherents(Date.now());
  if (inherent === undefined) throw new Error('the runtime has no inherent');
  return inherent;
}

/** A signed extrinsic without its length whose call is so many batches in each other. */
function nested(depth: number): Uint8Array {
  const body = unwrapped(sign());
  const head = body.slice(0, body.length - encode(runtimeCall, stake).length);
  const batchOfOne = [11, 0, 4];
  const remark = [0, 0, 0];
  return u8aConcat(head, Uint8Array.from(Array(depth).fill(batchOfOne).flat()), Uint8Array.from(remark));
}

function condition() {
  const { hash, header } = localnet.chain.best;
  return { hash, stateRoot: header.stateRoot, pool: localnet.chain.pool.all() };
}

/** The error of a submission, by each of the two methods; the chain must be as it was. */
async function refusal(extrinsic: Uint8Array): Promise<unknown> {
  const before = condition();
  const hex = u8aToHex(extrinsic);
  const watched = await client.answer('author_submitAndWatchExtrinsic', hex);
  const { error } = await client.answer('author_submitExtrinsic', hex);
  expect(condition()).toEqual(before);
  // What was found invalid is banned, and not looked at again.
  const isInvalid = Object(watched.error).code === 1010;
  expect(error).toEqual(
    isInvalid ? { code: 1012, message: 'Transaction is temporarily banned' } : watched.error,
  );
  return watched.error;
}

const invalid = (data: string) => ({ code: 1010, message: 'Invalid Transaction', data });
const badProof = invalid('Transaction has a bad signature');
const noExtrinsic = { code: 1001, message: 'Extrinsic has invalid format: Not enough data to fill buffer' };
const trapped = { code: 1002, message: expect.stringMatching(/^Verification Error: Runtime error: /) };

describe('an extrinsic is refused as by a node', () => {
  it.each([
    ['of another genesis', () => sign({ genesisHash: `0x${'12'.repeat(32)}` }), badProof],
    ['of another runtime', () => sign({ specVersion: 1 }), badProof],
    ['with a nonce that was used', () => sign({ nonce: 0 }), invalid('Transaction is outdated')],
    [
      'of an era that is past',
      () => sign({ era: { type: 'Mortal', period: 4, phase: 1 }, birthHash: hashAt(1) }),
      badProof,
    ],
    [
      'of an era that begins with a block that is not there yet',
      () => sign({ era: { type: 'Mortal', period: 4, phase: (localnet.chain.best.header.number + 2) % 4 } }),
      badProof,
    ],
    [
      'that is a block’s own',
      () => timestamp(),
      invalid('Transaction dispatch is mandatory; transactions must not be validated.'),
    ],
    [
      'that nobody signed',
      () => encodeExtrinsic({ signed: null, call: stake }),
      {
        code: 1011,
        message: 'Unknown Transaction Validity',
        data: 'Could not find an unsigned validator for the unsigned transaction',
      },
    ],
    ['that is empty', () => wrapped(new Uint8Array()), trapped],
    ['that is a list of nothing', () => new Uint8Array(), noExtrinsic],
    ['that claims four gigabytes', () => Uint8Array.of(3, 255, 255, 255, 255), noExtrinsic],
    ['with calls in calls without end', () => wrapped(nested(60_000)), trapped],
  ])('when it is one %s', async (_, make, error) => {
    expect(await refusal(make())).toMatchObject(error);
  });

  it('when it ends too early, wherever that is', async () => {
    const extrinsic = sign();
    const body = unwrapped(extrinsic);
    for (let length = 0; length < extrinsic.length; length += 7)
      expect([length, await refusal(extrinsic.slice(0, length))]).toEqual([length, noExtrinsic]);
    for (let length = 0; length < body.length; length += 7)
      expect([length, await refusal(wrapped(body.slice(0, length)))]).toMatchObject([length, trapped]);
  });

  it('when any of its bits is another', async () => {
    const extrinsic = sign();
    await fc.assert(
      fc.asyncProperty(fc.nat(extrinsic.length * 8 - 1), async (bit) => {
        const at = bit >> 3;
        const bytes = extrinsic.with(at, (extrinsic[at] ?? 0) ^ (1 << (bit & 7)));
        const error = Object(await refusal(bytes));
        expect([1001, 1002, 1010, 1011, 1012]).toContain(error.code);
      }),
      { numRuns: 200 },
    );
  });

  it('when it is any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom([], [0x84, 0], [4], [0x45, 0]),
        async (body, head) => {
          const error = Object(await refusal(wrapped(u8aConcat(Uint8Array.from(head), body))));
          expect([1002, 1010, 1011, 1012]).toContain(error.code);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('when it is longer than a request may be', async () => {
    const before = condition();
    client.socket.send(
      JSON.stringify({
        jsonrpc: '2.0',
        id: 0,
        method: 'author_submitExtrinsic',
        params: [`0x${'00'.repeat(7_900_000)}`],
      }),
    );
    expect(await client.next()).toMatchObject({ id: null, error: { code: -32007 } });
    expect(condition()).toEqual(before);
  });
});

describe('a nonce that is too high', () => {
  it('waits beside the pool’s ready ones, and no block takes it', async () => {
    const { nonce } = account(localnet.chain.stateAt(localnet.chain.best.hash), alice.publicKey);
    await client.result('author_submitExtrinsic', u8aToHex(sign({ nonce: nonce + 5 })));
    expect(await client.result('author_pendingExtrinsics')).toEqual([]);
    localnet.chain.produceBlock(Date.now());
    expect(localnet.chain.best.extrinsics).toHaveLength(1);
  });
});
