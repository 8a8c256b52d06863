import { useState } from 'react';
import type { FormEvent } from 'react';
import { problemOf } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { FileField } from '../../kit/file-field.tsx';
import { Panel } from '../../kit/page.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { Table } from '../../kit/table.tsx';
import { orderWords } from './words.ts';

type Nomination = Schemas['NominationAsItStands'];
type Answer = { readonly taken: Nomination } | { readonly refused: ReturnType<typeof problemOf> };

/** Sends a file as it is: its type follows from its name, its content is the server's to judge. */
async function upload(file: File, type: string): Promise<Answer> {
  try {
    const response = await fetch('/api/v1/nominations', {
      method: 'POST',
      headers: { 'content-type': type },
      body: file,
    });
    const answer: unknown = await response.json();
    return response.ok ? { taken: answer as Nomination } : { refused: problemOf(answer) };
  } catch (error) {
    return { refused: problemOf(error) };
  }
}

const typeOf = (name: string): string | null => {
  if (/\.json$/i.test(name)) return 'application/json';
  return /\.csv$/i.test(name) ? 'text/csv' : null;
};

/** A nomination is taken whole or not at all; what was refused is told line by line. */
export function Upload() {
  const t = useWords(orderWords);
  const [file, setFile] = useState<File | null>(null);
  const [pending, setPending] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const type = file === null ? null : typeOf(file.name);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (file === null || type === null || pending) return;
    setPending(true);
    setAnswer(null);
    setAnswer(await upload(file, type));
    setPending(false);
  };
  return (
    <Panel title={t('upload')}>
      <form className="orders-upload no-print" onSubmit={(event) => void send(event)}>
        <FileField
          label={t('file')}
          hint={t('fileHint')}
          accept=".json,.csv,application/json,text/csv"
          chosen={file?.name ?? null}
          onChoose={([chosen]) => {
            setFile(chosen ?? null);
            setAnswer(null);
          }}
        />
        <Button kind="primary" type="submit" pending={pending} disabled={type === null}>
          {t('send')}
        </Button>
      </form>
      <div aria-live="polite">
        {file !== null && type === null && <p className="field-error">{t('wrongType')}</p>}
        {answer && 'taken' in answer && (
          <p>
            {t('taken', {
              number: answer.taken.number,
              revision: answer.taken.revision,
              lines: answer.taken.lines.length,
            })}{' '}
            {answer.taken.status !== 'open' && t('notExpected')}
          </p>
        )}
        {answer && 'refused' in answer && <Refused problem={answer.refused} />}
      </div>
    </Panel>
  );
}

function Refused({ problem }: { problem: ReturnType<typeof problemOf> }) {
  const t = useWords(orderWords);
  const plain = usePlainProblem();
  const { errors = [] } = problem;
  if (errors.length === 0) return <ProblemNote problem={problem} />;
  return (
    <>
      <p role="alert">
        <strong>{t('refused', { count: errors.length })}</strong>
      </p>
      <Table
        caption={t('what')}
        rows={errors}
        keyOf={({ field, code, message }) => `${field} ${code} ${message}`}
        columns={[
          { key: 'where', title: t('where'), cell: ({ field }) => <code>{field}</code> },
          {
            key: 'what',
            title: t('what'),
            cell: (error) => plain({ ...error, title: error.message, detail: error.message }).what,
          },
          { key: 'code', title: t('value'), cell: ({ code }) => <code>{code}</code> },
        ]}
      />
    </>
  );
}
