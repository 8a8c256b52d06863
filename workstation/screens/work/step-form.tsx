import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { useHandlingName } from '../../kit/handling-names.ts';
import { useSampleKind } from '../../kit/sample-kind.ts';
import { useAllowed } from './limits.ts';
import { PhotoField } from './photo-field.tsx';
import { dataOf, faultsOf, fieldsOf, scannedInto, valuesOf } from './step-fields.ts';
import type { FieldGroup, Step, StepData, StepField } from './step-fields.ts';
import { workWords } from './words.ts';

/** What was done in a step; with `before` a correction, which begins with what was told then. */
export function StepForm({
  code,
  step,
  positions,
  before,
  ready = () => true,
  onSend,
}: {
  /** Of the sample. */
  code: string;
  step: Step;
  positions: readonly number[];
  before?: StepData;
  /** False: something outside of the form is still to be written, which is told there. */
  ready?: () => boolean;
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
  const [current, setCurrent] = useState<string | null>(null);
  const seals = groups.some(({ fields }) => fields.some(({ word }) => word === 'seal'));
  useScan((scanned) => {
    // What is worked on is no seal: the screen tells that it is the one in hand.
    if (normaliseCode(scanned) === code) return false;
    const place = scannedInto(groups, values, missing, current);
    if (place !== null) setValues((now) => ({ ...now, [place]: normaliseCode(scanned) }));
    return place !== null;
  });
  const faults = faultsOf(groups, values, missing);
  const photoMissing = (step.evidence || step.kind === 'photo') && evidence.length === 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isReady = ready();
    if (pending || !isReady || photoMissing || Object.keys(faults).length > 0) return;
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
      {seals && <p className="secondary">{t('scanSeal')}</p>}
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
              onFocus={() => setCurrent(field.key)}
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
        <Button type="submit" kind="primary" pending={pending}>
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
  const nameOf = useHandlingName();
  if (word === null) return <div className="work-fields">{fields.map(children)}</div>;
  const named = {
    ...values,
    ...(typeof values?.['kind'] === 'string' && { kind: kindOf(values['kind']) }),
    ...(typeof values?.['part'] === 'string' && { part: nameOf(values['part']) }),
  };
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
  field: { word, kind, choices, limits, optional },
  value,
  onChange,
  onFocus,
  error,
}: {
  field: StepField;
  value: string;
  onChange: (value: string) => void;
  onFocus: () => void;
  error: string | undefined;
}) {
  const t = useWords(workWords);
  const allowed = useAllowed();
  const nameOf = useHandlingName();
  if (choices) {
    const options = [
      { value: '', label: t('choose') },
      ...choices.map((choice) => ({ value: choice, label: nameOf(choice) })),
    ];
    return <Select label={t(word)} value={value} onChange={onChange} options={options} error={error} />;
  }
  return (
    <TextField
      label={t(word)}
      hint={allowed(limits) ?? (optional ? t('mayBeEmpty') : '')}
      value={value}
      onChange={onChange}
      onFocus={onFocus}
      error={error}
      autoComplete="off"
      inputMode={kind === 'text' ? 'text' : 'decimal'}
    />
  );
}
