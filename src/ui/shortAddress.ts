/** An address or a hash cut in its middle: "5Grw…utQY". The whole belongs in a title. */
export function shortAddress(text: string, ends = 4): string {
  return text.length <= ends * 2 + 1 ? text : `${text.slice(0, ends)}…${text.slice(-ends)}`;
}
