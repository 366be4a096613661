import { metadataDigest } from './metadataDigest.ts';

/** Runs in a worker: is sent metadata in 0x hex, and answers its digest, or an empty text when there is none. */
self.onmessage = ({ data }: MessageEvent<unknown>) => {
  let digest = '';
  try {
    digest = metadataDigest(String(data));
  } catch {
    // The asker needs no more than to know that there is none.
  }
  self.postMessage(digest);
};
