import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SwapSituation } from '#domain/blocker.ts';
import { callOf } from '#domain/order.ts';
import { market } from '#stores/market.ts';
import { type Connection, session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { nominalOrder } from './nominalOrder.ts';
import { swapForm } from './swapForm.ts';
import { MAX } from './swapLink.ts';
import type { SwapFacts } from './swapView.ts';
import { useHeadAge } from './useHeadAge.ts';

function connectionOf({ status, error }: Connection): SwapSituation['connection'] {
  if (status === 'ready') return 'ready';
  if (status === 'failed' && error?.code === 'wrongGenesis') return 'wrongNetwork';
  return status === 'idle' || status === 'connecting' ? 'connecting' : 'offline';
}

/** Gathers from the stores what the swap screen needs; renders again when one of them changes. */
export function useSwapFacts(): SwapFacts {
  const intent = useStore(swapForm);
  const chain = useStore(market);
  const person = useStore(session);
  const preferences = useStore(settings);
  const headAge = useHeadAge();
  const { netuid } = intent;
  const snapshot = netuid === null ? null : (chain.pools.get(netuid) ?? null);
  const sellsAll = intent.side === 'sell' && intent.amount === MAX;
  const method = useMemo(() => {
    if (snapshot === null) return null;
    const options = { hotkey: '', protected: preferences.protection, sellsAll };
    const nominal = nominalOrder(intent.side, snapshot, options);
    return nominal === null ? null : callOf(nominal).method;
  }, [snapshot, intent.side, preferences.protection, sellsAll]);
  return {
    intent,
    subnets: chain.subnets,
    firstGeneration: netuid === null ? null : (chain.firstGenerations.get(netuid) ?? null),
    snapshot,
    validators: netuid === null ? null : (chain.validators.get(netuid) ?? null),
    head: chain.head,
    headAge,
    safeMode: chain.safeMode,
    contradicted: chain.secondOpinion?.kind === 'contradicts',
    missingCall: method !== null && person.chain?.missingCalls.includes(method) === true ? method : null,
    unknownExtension: person.chain?.unknownExtension ?? null,
    connection: connectionOf(person.connection),
    account: person.account,
    balance: person.balance,
    positions: person.positions,
    availability: person.availability,
    networkFee: method === null ? null : (person.networkFees.get(method) ?? null),
    nominatorMinimum: chain.nominatorMinimum,
    preferred: netuid === null ? null : (preferences.validators[netuid] ?? null),
    expert: preferences.expert,
    busy: person.signing !== null,
  };
}
