const CELLS = 5;

/** 32 bits that depend on every character (FNV-1a); only for drawing. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** The cells that are filled, mirrored left to right so that the eye keeps the picture. */
function cellsOf(address: string): readonly { readonly x: number; readonly y: number }[] {
  const cells: { x: number; y: number }[] = [];
  const half = Math.ceil(CELLS / 2);
  for (let index = 0; index < half * CELLS; index += 1) {
    if (seedOf(`${index}${address}`) % 2 === 0) continue;
    const x = index % half;
    const y = Math.floor(index / half);
    cells.push({ x, y });
    if (x !== CELLS - 1 - x) cells.push({ x: CELLS - 1 - x, y });
  }
  return cells;
}

/** A picture of an address, so that another address catches the eye. Decoration: the address stands beside it. */
export function Identicon({ address, size = 20 }: { readonly address: string; readonly size?: number }) {
  const hue = seedOf(address) % 360;
  return (
    <svg className="identicon" width={size} height={size} viewBox="-2 -2 9 9" aria-hidden="true">
      {cellsOf(address).map(({ x, y }) => (
        <rect key={`${x}.${y}`} x={x} y={y} width={1} height={1} fill={`hsl(${hue} 55% 55%)`} />
      ))}
    </svg>
  );
}
