import { Field } from '@base-ui/react/field';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly inputMode?: 'text' | 'decimal' | 'url';
}

/** One line of text with its name above it and what is wrong with it below. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, error = null, placeholder, inputMode = 'text' } = props;
  return (
    <Field.Root className="field" invalid={error !== null}>
      <Field.Label className="field-label">{label}</Field.Label>
      <Field.Control
        className="input"
        value={value}
        placeholder={placeholder}
        inputMode={inputMode}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        onValueChange={onChange}
      />
      <Field.Error className="field-error" match={error !== null}>
        {error}
      </Field.Error>
    </Field.Root>
  );
}
