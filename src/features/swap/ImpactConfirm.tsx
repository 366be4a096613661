import { formatPercentPpb } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { SwitchRow } from '#ui/SwitchRow.tsx';
import { TextField } from '#ui/TextField.tsx';
import { type Confirmation, isConfirmed, standing, YES } from './confirmation.ts';
import { impactBand } from './impactBand.ts';

interface ImpactConfirmProps {
  readonly impactPpb: bigint;
  readonly value: Confirmation | null;
  readonly onChange: (value: Confirmation | null) => void;
}

/** Asks for a yes from 5 % of price impact, and for a typed word from 10 %. */
export function ImpactConfirm({ impactPpb, value, onChange }: ImpactConfirmProps) {
  const t = useText();
  const band = impactBand(impactPpb);
  const percent = formatPercentPpb(impactPpb);
  const word = t('review.word');
  if (band === 'confirm') {
    return (
      <div className="note note-red">
        <SwitchRow
          label={t('review.confirmImpact', { value: percent })}
          checked={isConfirmed(value, impactPpb, word)}
          onChange={(checked) => onChange(checked ? { given: YES, band } : null)}
        />
      </div>
    );
  }
  if (band !== 'type' && band !== 'expert') return null;
  return (
    <div className="note note-red">
      <TextField
        label={t('review.typeLabel', { value: percent, word })}
        value={standing(value, impactPpb)}
        onChange={(given) => onChange({ given, band })}
      />
    </div>
  );
}
