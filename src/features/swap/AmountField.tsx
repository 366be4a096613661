import { type ReactNode, useId, useState } from 'react';
import { formatAmount, formatPlain, type ParsedAmount } from '#domain/amount.ts';
import { useText } from '#i18n/useText.ts';
import { fitting } from './fitting.ts';

interface AmountFieldProps {
  readonly label: string;
  /** What the field is called to those who listen. */
  readonly name: string;
  /** What was typed here and how it was read; null when the other side is fixed. */
  readonly typed: { readonly text: string; readonly input: ParsedAmount } | null;
  /** What the quote says of this side; null while there is none. */
  readonly quoted: bigint | null;
  readonly onType: (text: string) => void;
  readonly token: ReactNode;
  /** Under the amount, at its two ends; a refusal stands in place of the first. */
  readonly foot: ReactNode;
  readonly footEnd: ReactNode;
  readonly note?: ReactNode;
}

/** An amount that can be typed, or follows the other side: then its thousands are grouped until one goes to change it. */
export function AmountField(props: AmountFieldProps) {
  const { label, name, typed, quoted, onType, token, foot, footEnd, note } = props;
  const t = useText();
  const id = useId();
  const [isFocused, setFocused] = useState(false);
  const refusal =
    typed === null || typed.input.ok || typed.input.reason === 'empty' ? null : typed.input.reason;
  const followed = quoted === null ? '' : isFocused ? formatPlain(quoted) : formatAmount(quoted);
  const shown = typed?.text ?? followed;
  return (
    <div className="amount-field">
      <label className="amount-label" htmlFor={id}>
        {label}
      </label>
      <div className="amount-line">
        <span className="fit">
          <input
            id={id}
            className="amount-input"
            aria-label={name}
            style={fitting(shown)}
            aria-invalid={refusal !== null}
            aria-describedby={refusal === null ? undefined : `${id}-refusal`}
            inputMode="decimal"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            placeholder="0"
            value={shown}
            onChange={(event) => onType(event.target.value)}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
          />
        </span>
        {token}
      </div>
      <div className="amount-foot">
        {refusal === null ? (
          foot
        ) : (
          <span className="red" id={`${id}-refusal`}>
            {t(`swap.amountRefused.${refusal}`)}
          </span>
        )}
        {footEnd}
      </div>
      {note}
    </div>
  );
}
