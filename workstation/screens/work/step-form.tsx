import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { useAllowed } from './limits.ts';
import { PhotoField } from './photo-field.tsx';
import { dataOf, faultsOf, fieldsOf, valuesOf } from './step-fields.ts';
import type { FieldGroup, Step, StepData, StepField } from './step-fields.ts';
import { workWords } from './words.ts';

/** What was done in a step; with `before` a correction, which begins with what was told then. */
export function StepForm({
  step,
  positions,
  before,
  ready = true,
  onSend,
}: {
  step: Step;
  positions: readonly number[];
  before?: StepData;
  /** False: something outside of the form is still to be written. */
  ready?: boolean;
  onSend: (data: StepData) => Promise<unknown>;
}) {
  const t = useWords(workWords);
  const [values, setValues] = useState(before ? valuesOf(before, positions) : {});
  const [missing, setMissing] = useState<readonly number[]>(
    before?.kind === 'receive' ? (before.missing ?? []) : [],
  );
  const [evidence, setEvidence] = useState<readonly string[]>(before?.evidence ?? []);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const groups = fieldsOf(step, positions);
  const faults = faultsOf(groups, values, missing);
  const photoMissing = (step.evidence || step.kind === 'photo') && evidence.length === 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (pending || !ready || photoMissing || Object.keys(faults).length > 0) return;
    setPending(true);
    setProblem(null);
    try {
      await onSend(dataOf(step, positions, { values, missing, evidence }));
    } catch (error) {
      setProblem(error);
      setPending(false);
    }
  };
  return (
    <form className="work-form" onSubmit={(event) => void submit(event)} noValidate>
      {groups.map((group, index) => (
        <Group
          key={group.fields[0]?.key ?? index}
          group={group}
          missing={group.position !== undefined && missing.includes(group.position)}
          onMissing={(is) =>
            setMissing(
              is
                ? [...missing, group.position ?? 0]
                : missing.filter((position) => position !== group.position),
            )
          }
        >
          {(field) => (
            <OneField
              key={field.key}
              field={field}
              value={values[field.key] ?? ''}
              onChange={(value) => setValues({ ...values, [field.key]: value })}
              error={tried && faults[field.key] !== undefined ? t(faults[field.key] ?? 'missing') : undefined}
            />
          )}
        </Group>
      ))}
      {(step.evidence || step.kind === 'photo') && <PhotoField stored={evidence} onStored={setEvidence} />}
      {tried && photoMissing && (
        <p className="field-error" role="alert">
          {t('photoMissing')}
        </p>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <div>
        <Button type="submit" kind="primary" pending={pending} disabled={!ready}>
          {t('submit')}
        </Button>
      </div>
    </form>
  );
}

function Group({
  group: { word, values, fields, position },
  missing,
  onMissing,
  children,
}: {
  group: FieldGroup;
  missing: boolean;
  onMissing: (missing: boolean) => void;
  children: (field: StepField) => ReactNode;
}) {
  const t = useWords(workWords);
  const kindOf = useSampleKind();
  if (word === null) return <div className="work-fields">{fields.map(children)}</div>;
  const named = { ...values, ...(typeof values?.['kind'] === 'string' && { kind: kindOf(values['kind']) }) };
  return (
    <fieldset className="work-group">
      <legend>{t(word, named)}</legend>
      {position !== undefined && (
        <label className="work-missing">
          <input type="checkbox" checked={missing} onChange={({ target }) => onMissing(target.checked)} />
          {t('notArrived')}
        </label>
      )}
      {!missing && <div className="work-fields">{fields.map(children)}</div>}
    </fieldset>
  );
}

function OneField({
  field: { word, kind, choices, limits },
  value,
  onChange,
  error,
}: {
  field: StepField;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  const t = useWords(workWords);
  const allowed = useAllowed();
  if (choices) {
    const options = [
      { value: '', label: t('choose') },
      ...choices.map((choice) => ({ value: choice, label: choice })),
    ];
    return <Select label={t(word)} value={value} onChange={onChange} options={options} error={error} />;
  }
  return (
    <TextField
      label={t(word)}
      hint={allowed(limits) ?? ''}
      value={value}
      onChange={onChange}
      error={error}
      autoComplete="off"
      inputMode={kind === 'text' ? 'text' : 'decimal'}
    />
  );
}
