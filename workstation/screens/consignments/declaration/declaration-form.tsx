import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { problemOf } from '../../../api/client.ts';
import type { Problem } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.ts';
import { usePlainProblem } from '../../../i18n/problems.ts';
import { Button } from '../../../kit/button.tsx';
import { Dialog } from '../../../kit/dialog.tsx';
import { Select, TextArea, TextField } from '../../../kit/field.tsx';
import { ProblemNote } from '../../../kit/problem-note.tsx';
import { kitWords } from '../../../kit/words.ts';
import { bodyOf, faultOf, fieldsOf } from './json-schema.ts';
import type { Field, JsonSchema, Typed } from './json-schema.ts';
import { declarationWords } from './words.ts';

const kinds = ['coal', 'grain', 'petroleum'] as const;
type Kind = (typeof kinds)[number];

/** The interface's own description of a body: what the form asks and checks is what the server does. */
function useSchema(name: 'Declaration' | 'NominatedLineDeclaration'): readonly JsonSchema[] | undefined {
  const described = useQuery({
    queryKey: ['openapi'],
    queryFn: async () => {
      const response = await fetch('/openapi.json');
      return (await response.json()) as { components: { schemas: Readonly<Record<string, JsonSchema>> } };
    },
    staleTime: Infinity,
  });
  return described.data?.components.schemas[name]?.oneOf;
}

interface Props {
  readonly title: string;
  readonly schema: 'Declaration' | 'NominatedLineDeclaration';
  /** What is known already; null as kind: to be chosen. */
  readonly kind: Kind | null;
  readonly known?: Typed;
  /** Rejects with a problem document when it is refused. */
  readonly onSend: (body: Record<string, unknown>) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for a declaration field by field; faults stand at their fields, those that the server finds as well. */
export function DeclarationForm({ title, schema, kind: only, known = {}, onSend, onClose }: Props) {
  const t = useWords(declarationWords);
  const k = useWords(kitWords);
  const [kind, setKind] = useState<Kind>(only ?? 'coal');
  const [typed, setTyped] = useState<Typed>(known);
  const [checked, setChecked] = useState(false);
  // How often it was tried to send what has faults: each time leads to the first.
  const [faults, setFaults] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (faults > 0) form.current?.querySelector<HTMLElement>('.field:has(.field-error:not(:empty)) :is(input, select, textarea)')?.focus();
  }, [faults]);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<ReturnType<typeof problemOf> | null>(null);
  const branch = useSchema(schema)?.find(({ properties }) => properties?.['kind']?.enum?.[0] === kind);
  const fields = branch ? fieldsOf(branch) : [];
  const faulty = fields.filter((field) => faultOf(field, typed) !== null);

  const send = async () => {
    setChecked(true);
    if (faulty.length > 0) setFaults((before) => before + 1);
    if (faulty.length > 0 || pending) return;
    setPending(true);
    setProblem(null);
    try {
      await onSend({ kind, ...bodyOf(fields, typed) });
    } catch (error) {
      setProblem(problemOf(error));
      setPending(false);
    }
  };
  const change = (path: string, value: string) => {
    setTyped({ ...typed, [path]: value });
    setProblem(null);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        className="dialog-form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{t('effect')}</p>
        {only === null && (
          <Select
            label={t('kind')}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: t(value) }))}
          />
        )}
        {branch ? (
          <Groups fields={fields} typed={typed} checked={checked} problem={problem} onChange={change} />
        ) : (
          <p>{t('reading')}</p>
        )}
        {problem && <ProblemNote problem={problem} />}
        <p className="field-error" role="status">
          {checked && faulty.length > 0 && t('faults', { count: faulty.length })}
        </p>
        <div className="dialog-actions">
          <Button onClick={onClose}>{k('cancel')}</Button>
          <Button kind="primary" type="submit" pending={pending} disabled={!branch}>
            {t('declare')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const groups = ['main', 'transport', 'parties', 'details'] as const;
const mainFields = ['declarationNo', 'goodsItem', 'inspectionOrderNo', 'declaredMass', 'urgency', 'dueAt'];

function groupOf({ path }: Field): (typeof groups)[number] {
  if (path.startsWith('transport.') || path === 'portOfDischarge' || path === 'arrival') return 'transport';
  if (/^(customer|consignor|consignee)\./.test(path)) return 'parties';
  return path.startsWith('commodity.') || mainFields.includes(path) ? 'main' : 'details';
}

interface Filling {
  readonly typed: Typed;
  /** It was tried to send: what is missing is said too. */
  readonly checked: boolean;
  readonly problem: (Pick<Problem, 'code' | 'title'> & Partial<Problem>) | null;
  readonly onChange: (path: string, value: string) => void;
}

function Groups({ fields, ...filling }: Filling & { fields: readonly Field[] }) {
  const t = useWords(declarationWords);
  return groups.map((group) => (
    <fieldset key={group} className="consignments-group">
      <legend>{t(group)}</legend>
      <div className="consignments-fields">
        {fields
          .filter((field) => groupOf(field) === group)
          .map((field) => (
            <OneField key={field.path} field={field} {...filling} />
          ))}
      </div>
    </fieldset>
  ));
}

type Word = (typeof declarationWords)['keys'][number];

/** What is called by a name of the interface; by the name itself where there is no word for it. */
function useNamed(): (name: string) => string {
  const t = useWords(declarationWords);
  return (name) => {
    const word = name === 'required' ? 'requiredItems' : name;
    return (declarationWords.keys as readonly string[]).includes(word) ? t(word as Word) : name;
  };
}

function OneField({ field, typed, checked, problem, onChange }: Filling & { field: Field }) {
  const t = useWords(declarationWords);
  const named = useNamed();
  const plain = usePlainProblem();
  const { path, kind, required, choices, parts, example } = field;
  const value = typed[path] ?? '';
  const partsNamed = parts.map(named).join(', ');
  const exampleText = example === null ? '' : t('example', { example });
  const fault = faultOf(field, typed);
  const told = problem?.errors?.find((each) => each.field === path || each.field.endsWith(`.${path}`));
  const refused = told
    ? plain({ ...told, title: told.message, detail: told.message }).what
    : problem?.field === path
      ? plain(problem).what
      : undefined;
  const error =
    fault !== null && (checked || value !== '')
      ? t(fault, {
          example: exampleText,
          least: field.least ?? '',
          most: field.most ?? '',
          parts: partsNamed,
        })
      : refused;
  const label = required ? `${named(path)} *` : named(path);
  const hint = [
    ...(required ? [] : [t('optional')]),
    ...(kind === 'list' ? [t('listHint')] : []),
    ...(kind === 'rows' ? [t('rowsHint', { parts: partsNamed })] : []),
  ].join(' · ');
  const common = {
    label,
    error,
    value,
    onChange: (next: string) => onChange(path, next),
    ...(hint !== '' && { hint }),
  };
  if (kind === 'rows') return <TextArea {...common} />;
  if (kind === 'choice') {
    return (
      <Select
        {...common}
        options={[
          { value: '', label: t(required ? 'choose' : 'notChosen') },
          ...choices.map((each) => ({ value: each, label: named(each) })),
        ]}
      />
    );
  }
  return <TextField {...common} required={required} inputMode={kind === 'integer' ? 'numeric' : undefined} />;
}
