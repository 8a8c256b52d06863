import { problemOf, unreachable } from '../api/client.ts';
import { useWords } from '../i18n/language.ts';
import { usePlainProblem } from '../i18n/problems.ts';
import { kitWords } from './words.ts';
import './problem-note.css';

/** Says what went wrong, what to do, and the code to tell whoever helps. */
export function ProblemNote({ problem }: { problem: unknown }) {
  const t = useWords(kitWords);
  const plain = usePlainProblem();
  const known = problemOf(problem);
  const told =
    known.code === unreachable ? { what: t('unreachable'), remedy: t('unreachableRemedy') } : plain(known);
  return (
    <div className="problem-note" role="alert">
      <p>
        <strong>{told.what}</strong> {told.remedy}
      </p>
      {known.errors && known.errors.length > 0 && (
        <ul>
          {known.errors.map((error) => (
            <li key={`${error.field} ${error.code}`}>
              <code>{error.field}</code> {plain({ ...error, detail: error.message, title: error.message }).what}
            </li>
          ))}
        </ul>
      )}
      <p className="secondary">
        {t('code')} <code>{known.code}</code>
        {known.field !== undefined && known.field !== null && <code> {known.field}</code>}
      </p>
    </div>
  );
}
