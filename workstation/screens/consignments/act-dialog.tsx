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
  const send = useSend(act, consignment.id);
  const [asked, setAsked] = useState<Asked>({});
  const { questions, action, danger = false, reason = true } = useQuestions(act, consignment, asked);
  // What a question begins with may come, and what it offers may change, while others are answered.
  const answerTo = ({ name, options, start }: Question): string => {
    const given = asked[name] ?? start;
    if (!options) return given ?? '';
    return options.some(({ value }) => value === given) ? (given ?? '') : (options[0]?.value ?? '');
  };
  const answers = Object.fromEntries(questions.map((question) => [question.name, answerTo(question)]));
  const ready = questions.every(({ name, optional }) => optional === true || (answers[name] ?? '').trim() !== '');
  return (
    <CommandDialog
      title={t(act)}
      effect={t(`${act}Effect`)}
      action={action}
      danger={danger}
      reason={reason}
      ready={ready}
      onSend={(why) => send(answers, why)}
      onClose={onClose}
    >
      {questions.length > 0 && (
        <div className="consignments-fields">
          {questions.map((question) => (
            <Ask
              key={question.name}
              question={question}
              value={answers[question.name] ?? ''}
              onChange={(value) => setAsked({ ...asked, [question.name]: value })}
            />
          ))}
        </div>
      )}
    </CommandDialog>
  );
}

function Ask({
  question: { label, hint, options, long, instant },
  value,
  onChange,
}: {
  question: Question;
  value: string;
  onChange: (value: string) => void;
}) {
  const common = { label, value, onChange, ...(hint !== undefined && { hint }) };
  if (options) return <Select {...common} options={options} />;
  if (long) return <TextArea {...common} />;
  return <TextField {...common} {...(instant && { type: 'datetime-local' })} />;
}
