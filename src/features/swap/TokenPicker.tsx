import { Star } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { formatAmount } from '#domain/amount.ts';
import type { Subnet } from '#domain/subnet.ts';
import { useText } from '#i18n/useText.ts';
import { market } from '#stores/market.ts';
import { session } from '#stores/session.ts';
import { settings } from '#stores/settings.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { PickList } from '#ui/PickList.tsx';
import { TokenBadge } from '#ui/TokenBadge.tsx';
import { TokenName } from '#ui/TokenName.tsx';
import { filterSubnets } from './filterSubnets.ts';
import { pickSubnet } from './swapForm.ts';

interface TokenPickerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly selected: number | null;
}

/** Every subnet, searched by number, name or symbol. */
export function TokenPicker({ open, onClose, selected }: TokenPickerProps) {
  const t = useText();
  return (
    <Dialog open={open} onClose={onClose} title={t('tokens.title')}>
      <TokenList onClose={onClose} selected={selected} />
    </Dialog>
  );
}

function TokenList({ onClose, selected }: Omit<TokenPickerProps, 'open'>) {
  const t = useText();
  const [query, setQuery] = useState('');
  const subnets = useStore(market, (state) => state.subnets);
  const favourites = useStore(settings, (state) => state.favourites);
  const pick = (id: string) => {
    const netuid = Number(id);
    const generation = subnets?.find((each) => each.netuid === netuid)?.registeredAt;
    const isFirst = generation === undefined || market.getState().firstGenerations.get(netuid) === generation;
    pickSubnet(netuid, isFirst ? null : generation);
    onClose();
  };
  return (
    <PickList
      label={t('tokens.search')}
      placeholder={t('tokens.search')}
      query={query}
      onQuery={setQuery}
      options={filterSubnets(subnets ?? [], query, favourites).map((subnet) => ({
        id: String(subnet.netuid),
        content: <TokenOption subnet={subnet} favourite={favourites.includes(subnet.netuid)} />,
      }))}
      selected={selected === null ? null : String(selected)}
      onPick={pick}
      empty={t(subnets === null ? 'tokens.loading' : 'tokens.empty')}
    />
  );
}

function TokenOption({ subnet, favourite }: { readonly subnet: Subnet; readonly favourite: boolean }) {
  const t = useText();
  const { netuid, name, symbol, tradable } = subnet;
  const price = useStore(market, ({ prices }) => prices.get(netuid) ?? null);
  const held = useStore(session, ({ positions }) =>
    (positions ?? []).reduce((sum, each) => (each.netuid === netuid ? sum + each.amount : sum), 0n),
  );
  return (
    <div className="option-line">
      <TokenBadge symbol={symbol} />
      <div className="option-name">
        <TokenName netuid={netuid} name={name} />
        {held === 0n && tradable ? null : (
          <div className="field-label">
            {tradable
              ? `${t('tokens.held')} ${formatAmount(held, { digits: 'short' })}`
              : t('tokens.notStarted')}
          </div>
        )}
      </div>
      {favourite ? (
        <Star size={14} aria-label={t('tokens.favourite')} className="good" fill="currentColor" />
      ) : null}
      <span className="muted">{price === null ? '' : `${formatAmount(price, { digits: 'short' })} τ`}</span>
    </div>
  );
}
