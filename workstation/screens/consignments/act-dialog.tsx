import { useState } from 'react';
import { useWords } from '../../i18n/language.ts';
import type { Schemas } from '../../api/client.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select, TextArea, TextField } from '../../kit/field.tsx';
import type { Act } from './acts.ts';
import { useQuestions } from './questions.ts';
import type { Asked, Question } from './questions.ts';
import { useSend } from './send.ts';
import { consignmentWords } from './words.ts';

/** Asks what an act has to know, says what it does, and sends it. */
export function ActDialog({
  act,
  consignment,
  onClose,
}: {
  act: Act;
  consignment: Schemas['Consignment'];
  onClose: () => void;
}) {
  const t = useWords(consignmentWords);
  const { questions, action, danger = false, reason = true } = useQuestions(act, consignment);
  const send = useSend(act, consignment.id);
  const [asked, setAsked] = useState<Asked>(() =>
    Object.fromEntries(
      questions.map(({ name, options, start }) => [name, start ?? options?.[0]?.value ?? '']),
    ),
  );
  const ready = questions.every(
    ({ name, optional }) => optional === true || (asked[name] ?? '').trim() !== '',
  );
  return (
    <CommandDialog
      title={t(act)}
      effect={t(`${act}Effect`)}
      action={action}
      danger={danger}
      reason={reason}
      ready={ready}
      onSend={(why) => send(asked, why)}
      onClose={onClose}
    >
      {questions.length > 0 && (
        <div className="consignments-fields">
          {questions.map((question) => (
            <Ask
              key={question.name}
              question={question}
              value={asked[question.name] ?? ''}
              onChange={(value) => setAsked({ ...asked, [question.name]: value })}
            />
          ))}
        </div>
      )}
    </CommandDialog>
  );
}

function Ask({
  question: { label, hint, options, long },
  value,
  onChange,
}: {
  question: Question;
  value: string;
  onChange: (value: string) => void;
}) {
  const common = { label, value, onChange, ...(hint !== undefined && { hint }) };
  if (options) return <Select {...common} options={options} />;
  return long ? <TextArea {...common} /> : <TextField {...common} />;
}
