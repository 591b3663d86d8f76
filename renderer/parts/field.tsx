import { useId, useState, type JSX, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';

type FieldProps = Readonly<{
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  hint?: string | undefined;
  autoFocus?: boolean;
  numeric?: boolean;
  /** Codes and numbers stay left to right in every language. */
  code?: boolean;
  maxLength?: number;
  labelHidden?: boolean;
  /** Marked wrong, where the words that say so stand elsewhere. */
  wrong?: boolean;
  /** What Enter leads on to, where that is not the form's own answer. */
  onEnter?: () => void;
  field?: RefObject<HTMLInputElement | null>;
}>;

export function Field({
  label,
  value,
  onChange,
  error,
  hint,
  autoFocus = false,
  numeric = false,
  code = false,
  maxLength,
  labelHidden = false,
  wrong = false,
  onEnter,
  field,
}: FieldProps): JSX.Element {
  const id = useId();
  const described = error ?? hint;
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? 'unseen' : ''}>
        {label}
      </label>
      <input
        ref={field}
        id={id}
        type="text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (onEnter === undefined || event.key !== 'Enter' || event.repeat) return;
          event.preventDefault();
          onEnter();
        }}
        // A figure is typed anew more often than mended.
        onFocus={(event) => numeric && event.target.select()}
        inputMode={numeric ? 'numeric' : 'text'}
        dir={numeric || code ? 'ltr' : 'auto'}
        className={numeric ? 'numeric' : ''}
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={wrong || error !== undefined}
        aria-describedby={described === undefined ? undefined : `${id}-more`}
      />
      {described !== undefined && (
        <p id={`${id}-more`} className={error === undefined ? 'hint' : 'hint wrong'}>
          {described}
        </p>
      )}
    </div>
  );
}

type SecretFieldProps = Readonly<{
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoFocus?: boolean;
  error?: string | undefined;
  pin?: boolean;
}>;

/** A passphrase or PIN; may be shown, since a passphrase of many words is hard to type blind. */
export function SecretField({
  label,
  value,
  onChange,
  autoFocus = false,
  error,
  pin = false,
}: SecretFieldProps): JSX.Element {
  const id = useId();
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className="field secret">
      <label htmlFor={id}>{label}</label>
      <label className="tick">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {t('setup.show')}
      </label>
      <input
        id={id}
        type={shown ? 'text' : 'password'}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        inputMode={pin ? 'numeric' : 'text'}
        dir={pin ? 'ltr' : 'auto'}
        autoFocus={autoFocus}
        data-autofocus={autoFocus || undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={256}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-more`}
      />
      {error !== undefined && (
        <p id={`${id}-more`} className="hint wrong">
          {error}
        </p>
      )}
    </div>
  );
}
