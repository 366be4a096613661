/** Why an address of a node is refused, with the address. `tooMany` names the first that is one too many. */
export interface EndpointRefusal {
  readonly reason: 'notAnAddress' | 'insecure' | 'credentials' | 'tooMany';
  readonly text: string;
}

export type ParsedEndpoints =
  | { readonly ok: true; readonly endpoints: readonly string[] }
  | { readonly ok: false; readonly refusal: EndpointRefusal | null };

/** More than this are no help, and each is asked when their latency is measured. */
export const MOST_ENDPOINTS = 8;

/**
 * Addresses of nodes, one a line or separated by commas or spaces, in the order given; one that is named twice counts
 * once. All of them must be good. Without any the refusal is null.
 */
export function parseEndpoints(text: string): ParsedEndpoints {
  const found = new Map<string, string>();
  for (const part of text.split(/[\s,;，；、]+/)) {
    if (part === '') continue;
    const reason = refuseEndpoint(part);
    if (reason !== null) return { ok: false, refusal: { reason, text: part } };
    const { href } = new URL(part);
    if (!found.has(href)) found.set(href, part);
    if (found.size > MOST_ENDPOINTS) return { ok: false, refusal: { reason: 'tooMany', text: part } };
  }
  return found.size === 0 ? { ok: false, refusal: null } : { ok: true, endpoints: [...found.values()] };
}

/**
 * Why a browser must not open a node's socket there; null when it may. Without encryption anyone on the way could put
 * words into the node's mouth, so ws:// is for this very machine only.
 */
function refuseEndpoint(text: string): EndpointRefusal['reason'] | null {
  if (!URL.canParse(text)) return 'notAnAddress';
  const { protocol, hostname, username, password } = new URL(text);
  if ((protocol !== 'ws:' && protocol !== 'wss:') || hostname === '') return 'notAnAddress';
  if (username !== '' || password !== '') return 'credentials';
  return protocol === 'ws:' && !isThisMachine(hostname) ? 'insecure' : null;
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** True for a URL that a browser may open a node's socket on. */
export function isEndpoint(text: string): boolean {
  return refuseEndpoint(text) === null;
}

/** True for an endpoint on this very machine, which is the only place where a local chain may be. */
export function isLoopback(text: string): boolean {
  return isEndpoint(text) && isThisMachine(new URL(text).hostname);
}

/** The host of an endpoint with port and path, for a person to tell it by; the text itself when it is no URL. */
export function endpointHost(endpoint: string): string {
  if (!URL.canParse(endpoint)) return endpoint;
  const { host, pathname, search } = new URL(endpoint);
  return `${host}${pathname === '/' ? '' : pathname}${search}`;
}
