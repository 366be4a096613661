import { beforeEach, describe, expect, it } from 'vitest';
import {
  flipSides,
  onlyBuy,
  onlySell,
  openIntent,
  pickSubnet,
  swapForm,
  typePay,
  typeReceive,
} from './swapForm.ts';
import { MAX, parseSwapLink } from './swapLink.ts';

beforeEach(() => openIntent(parseSwapLink('?from=tao&to=64')));

describe('the form of the swap', () => {
  it('fixes the side that was typed last', () => {
    typePay('5');
    expect(swapForm.getState()).toMatchObject({ fixed: 'pay', amount: '5' });
    typeReceive('7');
    expect(swapForm.getState()).toMatchObject({ fixed: 'receive', amount: '7' });
    typeReceive('');
    expect(swapForm.getState()).toMatchObject({ fixed: 'pay', amount: '' });
  });

  it('keeps a typed amount with its token when the trade is turned around', () => {
    typePay('5');
    flipSides();
    expect(swapForm.getState()).toMatchObject({ side: 'sell', fixed: 'receive', amount: '5' });
    flipSides();
    expect(swapForm.getState()).toMatchObject({ side: 'buy', fixed: 'pay', amount: '5' });
  });

  it('lets the most possible go when the trade is turned around', () => {
    typePay(MAX);
    flipSides();
    expect(swapForm.getState()).toMatchObject({ side: 'sell', fixed: 'pay', amount: '' });
  });

  it('makes of a link between two subnets the sale, the purchase, or what is picked', () => {
    const link = parseSwapLink('?from=64&to=59&amount=5');
    openIntent(link);
    onlySell();
    expect(swapForm.getState()).toEqual({ ...link, otherNetuid: null });
    openIntent(link);
    onlyBuy();
    expect(swapForm.getState()).toMatchObject({ side: 'buy', netuid: 59, otherNetuid: null, amount: '' });
    openIntent(link);
    pickSubnet(8);
    expect(swapForm.getState()).toMatchObject({ side: 'sell', netuid: 8, otherNetuid: null, amount: '5' });
  });
});
