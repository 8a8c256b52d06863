import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { DayField } from '../../kit/day-field.tsx';
import { TextArea, TextField } from '../../kit/field.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { normaliseNumber } from '../../scanner/normalise.ts';
import { useAllowed } from './limits.ts';
import { PhotoField } from './photo-field.tsx';
import { workWords } from './words.ts';

export type Check = Schemas['Setup']['checks'][number];
type Setup = Schemas['Setup'];
type CheckValue = Setup['records'][number]['value'];

/** What stands in the field for a value that was told. */
const typedOf = (value: CheckValue): string =>
  value.kind === 'measured' ? value.value : value.kind === 'date' ? value.date : '';

interface ToldCheck {
  check: string;
  value: CheckValue;
  evidence: string[];
  remedy?: string;
}

/** What was found in a check; with `before` a correction, which begins with what was told then. */
export function CheckForm({
  check,
  before,
  ready = () => true,
  onSend,
}: {
  check: Check;
  before?: Pick<Setup['records'][number], 'value' | 'evidence' | 'remedy'>;
  /** False: something outside of the form is still to be written, which is told there. */
  ready?: () => boolean;
  onSend: (told: ToldCheck) => Promise<unknown>;
}) {
  const t = useWords(workWords);
  const allowed = useAllowed();
  const [yes, setYes] = useState(before?.value.kind === 'yes-no' ? before.value.yes : null);
  const [typed, setTyped] = useState(before ? typedOf(before.value) : '');
  const [evidence, setEvidence] = useState<readonly string[]>(before?.evidence ?? []);
  const [remedy, setRemedy] = useState(before?.remedy ?? '');
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const number = normaliseNumber(typed);
  const value: CheckValue | null =
    check.kind === 'yes-no'
      ? yes === null
        ? null
        : { kind: 'yes-no', yes }
      : check.kind === 'date'
        ? typed === ''
          ? null
          : { kind: 'date', date: typed }
        : /^-?\d+(\.\d+)?$/.test(number)
          ? { kind: 'measured', value: number }
          : null;
  const needsRemedy = check.state === 'failed' && before === undefined;
  const complete =
    value !== null && (!check.evidence || evidence.length > 0) && (!needsRemedy || remedy.trim() !== '');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const isReady = ready();
    if (pending || value === null || !complete || !isReady) return;
    setPending(true);
    setProblem(null);
    try {
      await onSend({
        check: check.id,
        value,
        evidence: [...evidence],
        ...(remedy.trim() !== '' && { remedy: remedy.trim() }),
      });
    } catch (error) {
      setProblem(error);
      setPending(false);
    }
  };
  return (
    <form className="work-form" onSubmit={(event) => void submit(event)} noValidate>
      {check.kind === 'yes-no' ? (
        <fieldset className="work-choice">
          <legend>{t('found')}</legend>
          {[true, false].map((answer) => (
            <label key={String(answer)}>
              <input type="radio" name={check.id} checked={yes === answer} onChange={() => setYes(answer)} />
              {t(answer ? 'yes' : 'no')}
            </label>
          ))}
        </fieldset>
      ) : check.kind === 'date' ? (
        <DayField
          label={t('validUntil')}
          error={tried && value === null ? t('missing') : undefined}
          value={typed}
          onChange={setTyped}
        />
      ) : (
        <TextField
          label={`${t('value')}${check.unit === undefined ? '' : ` ${check.unit}`}`}
          inputMode="decimal"
          hint={allowed(check.limits, check.unit) ?? ''}
          error={tried && value === null ? t(typed === '' ? 'missing' : 'notNumber') : undefined}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      )}
      {check.kind === 'yes-no' && tried && value === null && (
        <p className="field-error" role="alert">
          {t('missing')}
        </p>
      )}
      {needsRemedy && (
        <TextArea
          label={t('remedy')}
          hint={t('remedyHint')}
          value={remedy}
          onChange={setRemedy}
          error={tried && remedy.trim() === '' ? t('missing') : undefined}
        />
      )}
      {check.evidence && (
        <>
          <PhotoField stored={evidence} onStored={setEvidence} />
          {tried && evidence.length === 0 && (
            <p className="field-error" role="alert">
              {t('photoMissing')}
            </p>
          )}
        </>
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
