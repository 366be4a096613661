import { AppError } from '#domain/appError.ts';
import { within } from '#lib/within.ts';

const LIMIT_MS = 60_000;

/** Digests by chain and runtime: the metadata of one runtime never changes. */
const known = new Map<string, Promise<string>>();

/**
 * The digest of a runtime's metadata, computed beside the page's own thread and kept by `name`. `unsupportedRuntime` when
 * the metadata has none, `timeout` when the worker does not come to an end.
 */
export function digestInWorker(name: string, metadataHex: string): Promise<string> {
  const begun = known.get(name) ?? compute(metadataHex);
  known.set(name, begun);
  begun.catch(() => known.delete(name));
  return begun;
}

async function compute(metadataHex: string): Promise<string> {
  const worker = new Worker(new URL('./digestWorker.ts', import.meta.url), { type: 'module' });
  try {
    const answer = new Promise<string>((resolve, reject) => {
      const fail = () => reject(new AppError('unsupportedRuntime', 'metadata digest'));
      worker.onerror = fail;
      worker.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string' && /^0x[\da-f]{64}$/.test(data)) resolve(data);
        else fail();
      };
    });
    worker.postMessage(metadataHex);
    return await within(answer, LIMIT_MS, new AppError('timeout', 'metadata digest'));
  } finally {
    worker.terminate();
  }
}
