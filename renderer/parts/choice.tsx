import { useId, type JSX, type ReactNode } from 'react';

export type Option<V extends string> = Readonly<{ value: V; label: ReactNode; detail?: ReactNode; disabled?: boolean }>;
type ChoiceProps<V extends string> = Readonly<{
  label: string;
  labelHidden?: boolean;
  options: readonly Option<V>[];
  value: V | null;
  onChange: (value: V) => void;
  /** How they lie: one a line, in a grid of two, or in one row. */
  layout?: 'list' | 'grid' | 'row';
  autoFocus?: boolean;
}>;

/** One of several, all of them in sight: arrow keys move, no list drops down over the counter. */
export function Choice<V extends string>({
  label,
  labelHidden = false,
  options,
  value,
  onChange,
  layout = 'list',
  autoFocus = false,
}: ChoiceProps<V>): JSX.Element {
  const name = useId();
  const focused =
    options.find((option) => option.value === value && !option.disabled) ?? options.find((option) => !option.disabled);
  return (
    <fieldset className={`choice ${layout}`}>
      <legend className={labelHidden ? 'unseen' : ''}>{label}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value} className={option.value === value ? 'chosen' : ''}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              disabled={option.disabled ?? false}
              autoFocus={autoFocus && option === focused}
              data-autofocus={(autoFocus && option === focused) || undefined}
            />
            <span>
              {option.label}
              {option.detail !== undefined && <small>{option.detail}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
