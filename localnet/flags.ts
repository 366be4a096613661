import { parseArgs } from 'node:util';
import type { LocalnetOptions } from './server.ts';

/** What --help prints. */
export const HELP = `A Bittensor chain on this machine, for development: mainnet's pools, real signatures, no peers.

Usage: npm run localnet -- [flags]

  --port NUMBER       port of the JSON-RPC server, 0 for any free one   (9944)
  --host ADDRESS      address to listen on                              (127.0.0.1)
  --block-time MS     milliseconds from one block to the next           (12000)
  --base-path DIR     where the chain is saved, and goes on from        (.localnet)
  --fresh             forget the saved chain and begin anew
  --in-memory         neither load nor save
  --keep NUMBER       blocks whose states can be read                   (256)
  --profile NAME      mainnet's rules of spec 425, or as last seen: live (live)
  --spec-version N    the spec version that the runtime answers         (the profile's)
  --metadata FILE     serve real metadata (format 15 or 16) and its spec version
  --market SEED       let others trade, about 5 % a day on each pool: the same for the same seed
  --history           begin with three days of such a market behind: 288 blocks, 15 minutes
                      apart, kept for good with their states; takes about half a minute
  --dev               serve the dev_ methods, which bend the chain
  --help              this text

Ctrl-C saves the chain and ends it.`;

export interface LocalnetFlags extends Omit<LocalnetOptions, 'runtime'> {
  readonly profile: string;
  /** The profile's, or the metadata's, when undefined. */
  readonly specVersion: number | undefined;
  /** A file of metadata that is to be served. */
  readonly metadataFile: string | undefined;
}

/** The flags as options; throws with a sentence for a flag or value that does not fit. */
export function readFlags(args: readonly string[]): LocalnetFlags | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '9944' },
      host: { type: 'string', default: '127.0.0.1' },
      'block-time': { type: 'string', default: '12000' },
      'base-path': { type: 'string', default: '.localnet' },
      keep: { type: 'string', default: '256' },
      profile: { type: 'string', default: 'live' },
      'spec-version': { type: 'string' },
      metadata: { type: 'string' },
      market: { type: 'string' },
      history: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      'in-memory': { type: 'boolean', default: false },
      dev: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    port: integer('--port', values.port, 0, 65_535),
    host: values.host,
    blockTime: integer('--block-time', values['block-time'], 10, 3_600_000),
    keep: integer('--keep', values.keep, 8, 1_000_000),
    basePath: values['in-memory'] ? undefined : values['base-path'],
    profile: values.profile,
    specVersion:
      values['spec-version'] === undefined
        ? undefined
        : integer('--spec-version', values['spec-version'], 0, 0xffff_ffff),
    metadataFile: values.metadata,
    market: values.market,
    history: values.history,
    fresh: values.fresh,
    dev: values.dev,
  };
}

function integer(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${flag} must be an integer from ${least} to ${most}, not ${JSON.stringify(text)}.`);
}
