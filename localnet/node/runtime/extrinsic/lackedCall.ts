import type { RuntimeCall } from '#localnet/metadata/outerEnums.ts';

function isCall(value: unknown): value is RuntimeCall {
  return (
    typeof value === 'object' && value !== null && 'pallet' in value && 'call' in value && 'args' in value
  );
}

/** Whether a call, or one that it holds at any depth, is none of a runtime that lacks these ("Pallet.call"). */
export function usesLacked({ pallet, call, args }: RuntimeCall, lackedCalls: readonly string[]): boolean {
  if (lackedCalls.length === 0) return false;
  if (lackedCalls.includes(`${pallet}.${call}`)) return true;
  return Object.values(args)
    .flat()
    .some((value) => isCall(value) && usesLacked(value, lackedCalls));
}
