import { useId } from 'react';
import type { InputHTMLAttributes, ReactNode } from 'react';
import './field.css';

interface Labelled {
  label: string;
  /** What to write, and in what unit. */
  hint?: string;
  /** What is wrong with what stands here, and what to do. */
  error?: string | undefined;
}

/** Names, explains and faults a control: for the eye and for a screen reader. */
function Labelling({ label, hint, error, children }: Labelled & { children: (ids: { id: string; described: string }) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, described: `${id}-hint ${id}-error` })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} className="field-error" aria-live="polite">
        {error}
      </p>
    </div>
  );
}

type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'id' | 'className'>;

export function TextField({
  label,
  hint,
  error,
  value,
  onChange,
  type = 'text',
  ...rest
}: Labelled & InputProps & { value: string; onChange: (value: string) => void }) {
  return (
    <Labelling label={label} {...(hint !== undefined && { hint })} error={error}>
      {({ id, described }) => (
        <input
          {...rest}
          type={type}
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={described}
          aria-invalid={error !== undefined}
        />
      )}
    </Labelling>
  );
}

export function TextArea({
  label,
  hint,
  error,
  value,
  onChange,
  required,
  autoFocus,
}: Labelled & { value: string; onChange: (value: string) => void; required?: boolean; autoFocus?: boolean }) {
  return (
    <Labelling label={label} {...(hint !== undefined && { hint })} error={error}>
      {({ id, described }) => (
        <textarea
          id={id}
          rows={3}
          required={required}
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={described}
          aria-invalid={error !== undefined}
        />
      )}
    </Labelling>
  );
}

export function Select<T extends string>({
  label,
  hint,
  error,
  value,
  onChange,
  options,
}: Labelled & { value: T; onChange: (value: T) => void; options: readonly { readonly value: T; readonly label: string }[] }) {
  return (
    <Labelling label={label} {...(hint !== undefined && { hint })} error={error}>
      {({ id, described }) => (
        <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)} aria-describedby={described}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelling>
  );
}
