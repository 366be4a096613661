import { defineConfig } from '@playwright/test';

const PORT = 4179;

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  // One local chain a worker; each test trades from accounts and subnets of its own.
  // Tests mostly wait for blocks, so two of them share two cores well.
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json']],
  outputDir: '../test-results',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: 'en-US',
    viewport: { width: 1280, height: 800 },
    // A trace costs more than the test that it follows: E2E_TRACE=1 keeps those of failures.
    trace: process.env.E2E_TRACE === undefined ? 'off' : 'retain-on-failure',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // The production build, as `npm run preview` serves it.
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${PORT} --strictPort --host 127.0.0.1`,
    cwd: '..',
    url: `http://127.0.0.1:${PORT}`,
    reuseExistingServer: false,
  },
});
