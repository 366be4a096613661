import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { writeBuildManifest } from './scripts/buildManifest.ts';

/** The page may load nothing but its own files and speak to nothing but nodes. */
const POLICY = [
  "default-src 'none'",
  // WebAssembly is the signature code of the chain library.
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  // Nodes are chosen by the person, so their hosts cannot be named; unencrypted ones are refused by the app unless they
  // are on this machine, which a policy cannot say: it has no form for [::1].
  'connect-src ws: wss:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What a host should send with every file; `vite preview` does. The policy's last part works in headers only. */
const HEADERS = {
  'Content-Security-Policy': `${POLICY}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Only in builds: the development server works with inline styles. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Lists the built files with their hashes, once they are all there. */
function buildManifest(): Plugin {
  let folder = '';
  return {
    name: 'build-manifest',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: () => writeBuildManifest(folder),
    },
  };
}

export default defineConfig({
  plugins: [react(), contentSecurityPolicy(), buildManifest()],
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: { host: '127.0.0.1', port: 4173, strictPort: true, headers: HEADERS },
  build: {
    target: 'es2023',
    // Inlined files would be data: URLs, which the policy does not allow.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    reportCompressedSize: false,
  },
});
