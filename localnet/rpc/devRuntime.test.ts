import { describe, expect, it } from 'vitest';
import { tinyTransfer } from '#localnet/node/tinyRuntime.ts';
import { testSession } from './testSession.ts';

function versionAt(session: ReturnType<typeof testSession>, at?: string): unknown {
  return Object(session.result('state_getRuntimeVersion', ...(at === undefined ? [] : [at]))).specVersion;
}

describe('dev_upgradeRuntime', () => {
  it('gives the state of the next block, and of those after it, another runtime', () => {
    const session = testSession();
    const before = session.block();
    expect(session.result('dev_upgradeRuntime', { specVersion: 7 })).toBeNull();
    expect(versionAt(session)).toBe(1);
    const upgraded = session.block();
    const after = session.block();
    expect([before, upgraded, after].map((hash) => versionAt(session, hash))).toEqual([1, 7, 7]);
    expect(session.chain.runtime.version.specVersion).toBe(7);
  });

  it('is told in the header of that block alone', () => {
    const session = testSession();
    session.result('dev_upgradeRuntime', { specVersion: 7 });
    const logs = [session.block(), session.block()].map((hash) => {
      const header = Object(session.result('chain_getHeader', hash));
      return header.digest.logs.includes('0x08');
    });
    expect(logs).toEqual([true, false]);
  });

  it('is pushed to who follows the version, once, and so is the way back of a fork', () => {
    const session = testSession();
    const parent = session.chain.best;
    session.result('state_subscribeRuntimeVersion');
    session.result('dev_upgradeRuntime', { specVersion: 7 });
    session.block();
    session.block();
    session.chain.produceBlock(session.now(), parent);
    expect(versionAt(session)).toBe(1);
    const told = session.sent.map(({ params }) => Object(params).result.specVersion);
    expect(told).toEqual([1, 7, 1]);
  });

  it('outlives a fork that begins above it', () => {
    const session = testSession();
    session.result('dev_upgradeRuntime', { specVersion: 7 });
    session.block();
    const parent = session.chain.best;
    session.block();
    session.chain.produceBlock(session.now(), parent);
    expect(versionAt(session)).toBe(7);
  });

  it('keeps what waits in the pool when it stays valid', () => {
    const session = testSession();
    const told = session.watch(tinyTransfer({ from: 1, to: 2, nonce: 0, amount: 5 }));
    session.result('dev_upgradeRuntime', { specVersion: 7 });
    const hash = session.block();
    expect(told.at(-1)).toEqual({ inBlock: hash });
  });

  it.each([
    [{ specVersion: -1 }, 'specVersion must be an integer from 0 to 4294967295'],
    [{ specVersion: '7' }, 'specVersion must be an integer from 0 to 4294967295'],
    [{ profile: 5 }, 'profile must be a text'],
    [{ metadata: 'meta' }, 'metadata must be hex'],
    [{ version: 7 }, 'there is no option version: there are specVersion, profile, metadata'],
  ])('refuses %j', (options, message) => {
    const { request } = testSession();
    expect(request('dev_upgradeRuntime', options).error).toMatchObject({ code: -32602, data: message });
  });
});
