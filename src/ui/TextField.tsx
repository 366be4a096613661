import { Field } from '@base-ui/react/field';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly inputMode?: 'text' | 'decimal' | 'url';
  /** More than one makes it a field of so many lines. */
  readonly lines?: number;
}

/** Text, one line unless told otherwise, with its name above it and what is wrong with it below. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, error = null, placeholder, inputMode = 'text', lines = 1 } = props;
  return (
    <Field.Root className="field" invalid={error !== null}>
      <Field.Label className="field-label">{label}</Field.Label>
      <Field.Control
        className={lines > 1 ? 'input input-lines' : 'input'}
        {...(lines > 1 ? { render: <textarea rows={lines} /> } : {})}
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
