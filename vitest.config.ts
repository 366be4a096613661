import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'localnet/**/*.test.ts', 'scripts/**/*.test.ts'],
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    // Two by two also on two cores, where one would be the default.
    maxWorkers: 2,
    restoreMocks: true,
  },
});
