import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ApiPromise, WsProvider } from '@polkadot/api';
import type { ApiOptions } from '@polkadot/api/types';

/** A local chain in a process of its own, as `npm run localnet` starts it, and an api on it. */
export interface Localnet {
  readonly endpoint: string;
  readonly api: ApiPromise;
  /** Calls a JSON-RPC method, `dev_*` included. */
  rpc<T>(method: string, params?: readonly unknown[]): Promise<T>;
  /** Closes every connection, the test's own included, and waits until that is back. */
  closeSockets(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a chain in memory on a free port, with the developer methods on, and with further flags. */
export async function startLocalnetProcess(
  blockTimeMs: number,
  flags: readonly string[] = [],
): Promise<Localnet> {
  const args = ['--import', 'tsx', 'localnet/main.ts', '--in-memory', '--dev', '--port', '0'];
  const child = spawn(process.execPath, [...args, '--block-time', String(blockTimeMs), ...flags], {
    cwd: new URL('..', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const endpoint = await printedUrl(child);
  const provider = new WsProvider(endpoint);
  // The library's own types disagree under exactOptionalPropertyTypes.
  const api = await ApiPromise.create({
    provider: provider as NonNullable<ApiOptions['provider']>,
    noInitWarn: true,
  });
  return {
    endpoint,
    api,
    rpc: (method, params = []) => provider.send(method, [...params]),
    async closeSockets() {
      const back = new Promise<void>((resolve) => {
        api.once('connected', () => resolve());
      });
      await provider.send('dev_closeSockets', []).catch(() => undefined);
      await back;
    },
    async stop() {
      await api.disconnect();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function printedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      reject(new Error(`the local chain ended with code ${code} before it printed its URL`)),
    );
    if (child.stdout === null) return reject(new Error('the local chain has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /ws:\/\/\S+/.exec(line)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
}
