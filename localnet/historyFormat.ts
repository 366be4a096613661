import { createHash } from 'node:crypto';
import type { BlockRecord } from '#localnet/node/chainSnapshot.ts';
import { fromHex, loadBlock, type SavedBlock, saveBlock, toHex } from './savedBlock.ts';
import { CorruptSnapshotError } from './snapshotFormat.ts';

const FORMAT = 1;

/** A line of a history: a block, the keys that no line before it has, and the changed values by the keys' numbers. */
interface SavedRecord extends SavedBlock {
  readonly keys: readonly string[];
  readonly changes: readonly (readonly [number, string | null])[];
}

/** What the last line says. */
interface End {
  readonly format: number;
  readonly blocks: number;
}

/**
 * Writes a history as lines: one for each block, then one with their number. Each begins with the SHA-256 of the
 * line before's and of its own JSON, which follows.
 */
export class HistoryFormatter {
  private readonly numbers = new Map<string, number>();
  private before = '';
  private blocks = 0;

  /** The line of the next block. */
  line({ block, changes }: BlockRecord): string {
    const keys = [...changes.keys()].filter((key) => !this.numbers.has(key));
    for (const key of keys) this.numbers.set(key, this.numbers.size);
    const saved: SavedRecord = {
      ...saveBlock(block),
      keys,
      changes: [...changes].map(([key, value]) => [
        this.numbers.get(key) ?? -1,
        value === undefined ? null : toHex(value),
      ]),
    };
    this.blocks += 1;
    return this.checked(saved);
  }

  /** The last line; none may follow. */
  end(): string {
    return this.checked({ format: FORMAT, blocks: this.blocks });
  }

  private checked(content: SavedRecord | End): string {
    const json = JSON.stringify(content);
    this.before = checksum(this.before, json);
    return `${this.before} ${json}\n`;
  }
}

function checksum(before: string, json: string): string {
  return createHash('sha256').update(before).update(json).digest('hex');
}

/** The blocks of a history by its lines; throws CorruptSnapshotError unless every character is as it was written. */
export async function parseHistory(lines: AsyncIterable<string>): Promise<BlockRecord[]> {
  const keys: string[] = [];
  const records: BlockRecord[] = [];
  let before = '';
  let end: End | null = null;
  for await (const line of lines) {
    const space = line.indexOf(' ');
    const json = line.slice(space + 1);
    before = checksum(before, json);
    if (end !== null || space < 0 || line.slice(0, space) !== before) {
      throw new CorruptSnapshotError('its checksum does not match');
    }
    // What has the checksum was written by the formatter.
    const content: SavedRecord | End = JSON.parse(json);
    if ('keys' in content) records.push(readRecord(content, keys));
    else end = content;
  }
  if (end?.format !== FORMAT || end.blocks !== records.length) {
    throw new CorruptSnapshotError('its end is missing');
  }
  return records;
}

/** A line's block and changes. Adds its keys to those of the lines before. */
function readRecord({ keys: fresh, changes, ...saved }: SavedRecord, keys: string[]): BlockRecord {
  keys.push(...fresh);
  const read = changes.map(
    ([number, value]) => [keys[number] ?? '', value === null ? undefined : fromHex(value)] as const,
  );
  return { block: loadBlock(saved), changes: new Map(read) };
}
