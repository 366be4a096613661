import { expect, it } from 'vitest';
import { pricePoints } from './pricePoints.ts';

it('takes the prices of one subnet, and none of the one that bore its number before', () => {
  const history = [1, 2, 3, 4].map((block) => ({ block, prices: new Map([[64, BigInt(block)]]) }));
  const without = { block: 5, prices: new Map([[1, 9n]]) };
  expect(pricePoints([...history, without], { netuid: 64, registeredAt: 3n })).toEqual([
    { block: 3, price: 3n },
    { block: 4, price: 4n },
  ]);
});
