import { useState } from 'react';
import { formatAmount } from '#domain/amount.ts';
import { epochYieldPpb, type Validator } from '#domain/validator.ts';
import { useText } from '#i18n/useText.ts';
import { settings } from '#stores/settings.ts';
import { Dialog } from '#ui/Dialog.tsx';
import { Note } from '#ui/Note.tsx';
import { PickList } from '#ui/PickList.tsx';
import { shortAddress } from '#ui/shortAddress.ts';
import type { SwapView } from './useSwapView.ts';
import { takeText, yieldText } from './ValidatorText.tsx';

interface ValidatorPickerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly view: SwapView;
}

/** The validators of the subnet, by yield; the choice is remembered for the subnet. */
export function ValidatorPicker({ open, onClose, view }: ValidatorPickerProps) {
  const t = useText();
  return (
    <Dialog open={open} onClose={onClose} title={t('validators.title')}>
      {view.trade.choice === null ? null : <Note>{t(`validators.why.${view.trade.choice.why}`)}</Note>}
      <ValidatorList view={view} onClose={onClose} />
    </Dialog>
  );
}

function ValidatorList({ view, onClose }: Omit<ValidatorPickerProps, 'open'>) {
  const t = useText();
  const [query, setQuery] = useState('');
  const { trade, facts } = view;
  const { netuid } = trade;
  const pick = (hotkey: string) => {
    if (netuid === null) return;
    settings.setState(({ validators }) => ({ validators: { ...validators, [netuid]: hotkey } }));
    onClose();
  };
  const held = (hotkey: string) => trade.positions.find((each) => each.hotkey === hotkey)?.amount ?? 0n;
  return (
    <PickList
      label={t('validators.search')}
      placeholder={t('validators.search')}
      query={query}
      onQuery={setQuery}
      options={filterValidators(facts.validators ?? [], query).map((validator) => ({
        id: validator.hotkey,
        content: <ValidatorOption validator={validator} held={held(validator.hotkey)} netuid={netuid ?? 0} />,
      }))}
      selected={trade.choice?.hotkey ?? null}
      onPick={pick}
      empty={t(facts.validators === null ? 'validators.loading' : 'validators.empty')}
    />
  );
}

/** By yield, then by stake. */
function filterValidators(validators: readonly Validator[], query: string): readonly Validator[] {
  const wanted = query.trim().toLowerCase();
  const order = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0);
  return validators
    .filter(({ name, hotkey }) => `${name ?? ''} ${hotkey}`.toLowerCase().includes(wanted))
    .sort((a, b) => order(epochYieldPpb(a), epochYieldPpb(b)) || order(a.stake, b.stake));
}

interface ValidatorOptionProps {
  readonly validator: Validator;
  readonly held: bigint;
  readonly netuid: number;
}

function ValidatorOption({ validator, held, netuid }: ValidatorOptionProps) {
  const t = useText();
  const short = (value: bigint) => `${formatAmount(value, { digits: 'short' })} SN${netuid}`;
  const idle = epochYieldPpb(validator) === 0n;
  return (
    <div className="option-line">
      <div className="option-name">
        <div className="token-name">
          <bdi>{validator.name ?? t('validators.nameless')}</bdi>{' '}
          <span className="mono muted">{shortAddress(validator.hotkey)}</span>
        </div>
        <div className="field-label">
          {takeText(t, validator.take)} · {t('validators.stake', { amount: short(validator.stake) })}
          {held === 0n ? null : ` · ${t('validators.held', { amount: short(held) })}`}
        </div>
      </div>
      <span className={idle ? 'amber' : 'good'} title={t('validators.yieldHint')}>
        {yieldText(t, validator)}
      </span>
    </div>
  );
}
