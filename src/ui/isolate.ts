/** Wraps foreign text that goes into a sentence, so that its letters' direction stays its own (FSI … PDI). */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
