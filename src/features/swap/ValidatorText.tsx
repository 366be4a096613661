import { formatPercentPpb } from '#domain/amount.ts';
import { epochYieldPpb, type Validator } from '#domain/validator.ts';
import type { Text } from '#i18n/useText.ts';
import { useText } from '#i18n/useText.ts';
import { shortAddress } from '#ui/shortAddress.ts';
import type { ValidatorChoice } from './pickValidator.ts';

const EPOCHS_A_DAY = 20n;

/** Take as percent: parts of 65,535. */
export function takeText(t: Text, take: number): string {
  return t('validators.take', { value: formatPercentPpb((BigInt(take) * 1_000_000_000n) / 65_535n) });
}

/** The last epoch's yield, as if each of a day's twenty brought the same; or that it earns nothing. */
export function yieldText(t: Text, validator: Validator): string {
  const daily = epochYieldPpb(validator) * EPOCHS_A_DAY;
  return daily === 0n ? t('validators.idle') : t('validators.yield', { value: formatPercentPpb(daily) });
}

/** The chosen validator in one line. */
export function ValidatorText({ choice }: { readonly choice: ValidatorChoice | null }) {
  const t = useText();
  if (choice === null) return t('validators.none');
  const { validator, hotkey } = choice;
  const name = validator?.name ?? shortAddress(hotkey);
  return (
    <span title={hotkey}>
      <bdi>{name}</bdi>
      {validator === null ? null : (
        <span className="muted">
          {' · '}
          {takeText(t, validator.take)}
        </span>
      )}
    </span>
  );
}
