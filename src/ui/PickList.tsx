import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface PickOption {
  readonly id: string;
  readonly content: ReactNode;
}

interface PickListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Already filtered and in order. */
  readonly options: readonly PickOption[];
  readonly selected: string | null;
  readonly onPick: (id: string) => void;
  readonly empty: string;
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  PageDown: (at, count) => Math.min(at + 8, count - 1),
  PageUp: (at) => Math.max(at - 8, 0),
};

/** A search field over a list: arrows move, Enter picks, all without leaving the field. */
export function PickList(props: PickListProps) {
  const { label, placeholder, query, onQuery, options, selected, onPick, empty } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  // Until one moves, it is the present choice: the options may come after the list was opened.
  const [moved, setMoved] = useState<number | null>(null);
  const chosen = options.findIndex((option) => option.id === selected);
  const at = Math.min(moved ?? Math.max(0, chosen), options.length - 1);
  const isFilled = options.length > 0;

  // The list opens where the present choice is.
  useEffect(() => {
    if (isFilled) list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [isFilled]);

  const move = (next: number) => {
    setMoved(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      move(step(at, options.length));
    }
    const option = options[at];
    if (event.key === 'Enter' && option !== undefined && !event.nativeEvent.isComposing) onPick(option.id);
  };

  return (
    <div className="field">
      <input
        className="input"
        data-first-focus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          move(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="pick-list" role="listbox" id={`${id}-list`} aria-label={label} ref={list} tabIndex={-1}>
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field, which keeps the focus.
          <div
            key={option.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.id === selected}
            data-active={index === at ? '' : undefined}
            className="pick-option"
            onPointerMove={() => (index === at ? undefined : setMoved(index))}
            onClick={() => onPick(option.id)}
          >
            {option.content}
          </div>
        ))}
      </div>
      {options.length === 0 ? (
        <p className="pick-empty" role="status">
          {empty}
        </p>
      ) : null}
    </div>
  );
}
