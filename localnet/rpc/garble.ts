/** How an answer can be broken. */
export const garbleKinds = ['text', 'truncated', 'wrongId', 'wrongShape', 'binary'] as const;
export type GarbleKind = (typeof garbleKinds)[number];

const PROXY_PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';
/** No UTF-8, and no JSON in any encoding. */
const NOISE = Uint8Array.of(0xff, 0xfe, 0x00, 0xc3, 0x28, 0x7b, 0x22, 0xf0, 0x9f);

/**
 * Breaks the text of an answer: another text altogether, its first half, every id one that was not asked with, every
 * result of a type that the method does not have, or bytes that are no text.
 */
export function garble(answer: string, how: GarbleKind): string | Uint8Array {
  if (how === 'text') return PROXY_PAGE;
  if (how === 'truncated') return answer.slice(0, Math.ceil(answer.length / 2));
  if (how === 'binary') return NOISE;
  const parsed: unknown = JSON.parse(answer);
  const change = how === 'wrongId' ? withWrongId : withWrongShape;
  return JSON.stringify(Array.isArray(parsed) ? parsed.map(change) : change(parsed));
}

function withWrongId(answer: unknown): unknown {
  const { id, ...rest } = Object(answer);
  return { ...rest, id: typeof id === 'number' ? id + 1_000_000_007 : `not ${id}` };
}

function withWrongShape(answer: unknown): unknown {
  const { id, result } = Object(answer);
  const isScalar = typeof result !== 'object' || result === null;
  return { jsonrpc: '2.0', id, result: isScalar ? { garbled: [true] } : 'garbled' };
}
