import { formatPercentPpb } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { SwitchRow } from '#ui/SwitchRow.tsx';
import { TextField } from '#ui/TextField.tsx';
import { impactBand } from './impactBand.ts';

const YES = 'yes';

/** True when an impact needs no confirmation or has the one that its band asks for. */
export function impactAccepted(impactPpb: bigint, value: string, word: string): boolean {
  const band = impactBand(impactPpb);
  if (band === 'type') return value.trim().toLowerCase() === word.toLowerCase();
  return band === 'confirm' ? value === YES : true;
}

interface ImpactConfirmProps {
  readonly impactPpb: bigint;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Asks for a yes from 5 % of price impact, and for a typed word from 10 %. */
export function ImpactConfirm({ impactPpb, value, onChange }: ImpactConfirmProps) {
  const t = useText();
  const band = impactBand(impactPpb);
  const percent = formatPercentPpb(impactPpb);
  if (band === 'confirm') {
    return (
      <div className="note note-red">
        <SwitchRow
          label={t('review.confirmImpact', { value: percent })}
          checked={value === YES}
          onChange={(checked) => onChange(checked ? YES : '')}
        />
      </div>
    );
  }
  if (band !== 'type') return null;
  return (
    <div className="note note-red">
      <TextField
        label={t('review.typeLabel', { value: percent, word: t('review.word') })}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
