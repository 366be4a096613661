import { describe, expect, it } from 'vitest';
import { Draws } from './draws.ts';

function first(seed: string, block: number, count: number): number[] {
  const draws = new Draws(seed, block);
  return Array.from({ length: count }, () => draws.below(1_000_000));
}

describe('Draws', () => {
  it('are the same for a seed and a block, and others for others', () => {
    expect(first('seed', 7, 20)).toEqual(first('seed', 7, 20));
    expect(first('seed', 8, 20)).not.toEqual(first('seed', 7, 20));
    expect(first('other', 7, 20)).not.toEqual(first('seed', 7, 20));
  });

  it('fill their range evenly and stay within it', () => {
    const draws = new Draws('even', 1);
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let draw = 0; draw < 7_000; draw += 1) {
      const index = draws.below(7);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    expect(counts).toHaveLength(7);
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });

  it('spread by one standard deviation around nothing', () => {
    const draws = new Draws('normal', 1);
    const values = Array.from({ length: 4_000 }, () => Number(draws.gaussian()) / 1_000_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.06);
    expect(square).toBeGreaterThan(0.9);
    expect(square).toBeLessThan(1.1);
  });
});
