import { useId } from 'react';
import { useWords } from '../i18n/language.ts';
import { kitWords } from './words.ts';
import './file-field.css';

/** Chooses files in the reader's language: what a browser writes on its own file input is in the machine's. */
export function FileField({
  label,
  hint,
  accept,
  multiple = false,
  disabled = false,
  chosen,
  onChoose,
}: {
  label: string;
  hint: string;
  /** Media types and endings, as `<input type="file">` takes them. */
  accept: string;
  multiple?: boolean;
  disabled?: boolean;
  /** What stands beside the button: names of what is chosen, or how far it is. */
  chosen: string | null;
  /** None when the choice was taken back. */
  onChoose: (files: readonly File[]) => void;
}) {
  const t = useWords(kitWords);
  const id = useId();
  return (
    <div className="field file-field">
      <label htmlFor={id}>{label}</label>
      <div className="file-choice">
        <input
          id={id}
          type="file"
          className="visually-hidden"
          accept={accept}
          multiple={multiple}
          disabled={disabled}
          aria-describedby={`${id}-hint ${id}-chosen`}
          onChange={({ target }) => {
            onChoose([...(target.files ?? [])]);
            // So that the same file, mended, may be chosen again.
            target.value = '';
          }}
        />
        <label htmlFor={id} className={`button plain${disabled ? ' off' : ''}`} aria-hidden="true">
          {t(multiple ? 'chooseFiles' : 'chooseFile')}
        </label>
        <span id={`${id}-chosen`} aria-live="polite">
          {chosen ?? t('noFile')}
        </span>
      </div>
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
    </div>
  );
}
