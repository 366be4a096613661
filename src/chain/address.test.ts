import { encodeAddress } from '@polkadot/util-crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAddress, ownForm } from './address.ts';

const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY';

describe('checkAddress', () => {
  it('accepts an address, with white space around it', () => {
    expect(checkAddress(` ${ALICE}\n`)).toEqual({ ok: true, address: ALICE });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['0x52908400098527886E0F7030069857D2E4169EE7', 'ethereum'],
    ['52908400098527886E0F7030069857D2E4169EE7', 'ethereum'],
    [`${ALICE.slice(0, -1)}Z`, 'bad-checksum'],
    [ALICE.replace('Grw', 'Gwr'), 'bad-checksum'],
    ['15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5', 'other-prefix-form'],
    [encodeAddress(new Uint8Array(32).fill(1), 1_284), 'other-prefix-form'],
    [ALICE.slice(0, 20), 'not-an-address'],
    [`${ALICE}${ALICE}`, 'not-an-address'],
    ['0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d', 'not-an-address'],
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', 'not-an-address'],
    ['地址', 'not-an-address'],
  ])('refuses %j: %s', (text, reason) => {
    expect(checkAddress(text)).toEqual({ ok: false, reason });
  });

  it('accepts every account in its own form and in no other', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 0, max: 45 }),
        (key, prefix) => {
          const text = encodeAddress(key, prefix);
          const expected =
            prefix === 42 ? { ok: true, address: text } : { ok: false, reason: 'other-prefix-form' };
          expect(checkAddress(text)).toEqual(expected);
          expect(ownForm(text)).toBe(encodeAddress(key, 42));
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(checkAddress(text).ok).toBe(false);
      }),
    );
  });
});
