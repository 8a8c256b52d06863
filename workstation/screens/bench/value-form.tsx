import { useEffect, useRef, useState } from 'react';
import type { ClipboardEvent, FormEvent } from 'react';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { checkValue } from './check-value.ts';
import type { MeasuredDefinition, ValueFault } from './check-value.ts';
import type { TaskItem } from './task.ts';
import { benchWords } from './words.ts';

interface Props {
  typed: string;
  onTyped: (typed: string) => void;
  onSend: (value: string) => Promise<void>;
  pending: boolean;
}

/** The field of the determination that is next. It has the focus as soon as it is there; Enter sends what stands in it. */
export function ValueForm({
  definition,
  no,
  typed,
  onTyped,
  onSend,
  pending,
}: Props & { definition: MeasuredDefinition; no: number }) {
  const t = useWords(benchWords);
  const field = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<ValueFault | 'pasted' | null>(null);
  useEffect(() => field.current?.focus(), []);
  const { minimum, maximum, unit } = definition;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    const checked = checkValue(definition, typed);
    if ('fault' in checked) {
      setFault(checked.fault);
      field.current?.select();
      return;
    }
    setFault(null);
    void onSend(checked.value);
  };
  // A field of one line joins the lines pasted into it: two values would become one.
  const paste = (event: ClipboardEvent) => {
    if (!/\S\s+\S/.test(event.clipboardData.getData('text'))) return;
    event.preventDefault();
    setFault('pasted');
  };
  return (
    <form className="bench-form" onSubmit={submit} noValidate>
      <label htmlFor="bench-value">{t('determination', { no })}</label>
      <input
        id="bench-value"
        ref={field}
        value={typed}
        onChange={(event) => {
          setFault(null);
          onTyped(event.target.value);
        }}
        onPaste={paste}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        readOnly={pending}
        aria-invalid={fault !== null}
        aria-describedby="bench-value-fault bench-value-range"
      />
      <span>{unit}</span>
      <Button type="submit" kind="primary" pending={pending}>
        {t('record')}
      </Button>
      <p id="bench-value-fault" className="field-error" aria-live="assertive">
        {fault && t(fault, { minimum, maximum, unit })}
      </p>
      <p id="bench-value-range" className="secondary">
        {t('range', { minimum, maximum, unit })}
      </p>
    </form>
  );
}

type Observation = Extract<TaskItem['definition'], { rule: 'observation' }>;

/** What was seen is chosen by the arrow keys, and sent by Enter. */
export function AnswerForm({
  definition,
  typed,
  onTyped,
  onSend,
  pending,
}: Props & { definition: Observation }) {
  const t = useWords(benchWords);
  const told = useTold();
  const first = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed === '') setMissing(true);
    else if (!pending) void onSend(typed);
  };
  return (
    <form className="bench-form" onSubmit={submit} noValidate>
      <fieldset className="bench-answers" aria-describedby="bench-answer-fault">
        <legend>{t('answers')}</legend>
        {definition.answers.map(({ code, name }, index) => (
          <label key={code}>
            <input
              type="radio"
              name="bench-answer"
              ref={index === 0 ? first : null}
              checked={typed === code}
              onChange={() => onTyped(code)}
            />
            {told(name)}
          </label>
        ))}
      </fieldset>
      <Button type="submit" kind="primary" pending={pending}>
        {t('record')}
      </Button>
      <p id="bench-answer-fault" className="field-error" aria-live="assertive">
        {missing && typed === '' && t('answerMissing')}
      </p>
    </form>
  );
}
