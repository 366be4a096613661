import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';

interface ChoicesProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}

/** A few choices of which one holds. Pressing the one that holds changes nothing. */
export function Choices({ label, value, options, onChange }: ChoicesProps) {
  return (
    <ToggleGroup
      className="choices"
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => {
        if (next !== undefined) onChange(next);
      }}
    >
      {options.map((option) => (
        <Toggle key={option.value} className="choice" value={option.value}>
          {option.text}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
