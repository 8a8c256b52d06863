import { ok, refuse } from '../kernel/refusal.ts';
import type { Procedure } from './procedure.ts';
import type { ObservedItem } from './test-item.ts';
import type { TestVerdict } from './test-verdict.ts';

/**
 * The procedure of what is seen, found or detected: as many persons as the item asks for give one of its answers, each for
 * themselves. All alike is the finding; otherwise nobody picks, the item is observed anew. Reading refuses `ANSWER_UNKNOWN`.
 */
export const observing = (item: ObservedItem): Procedure => ({
  item,
  read: (text) => {
    const answer = item.answers.find(({ code }) => code === text.trim());
    if (answer) return ok(answer.code);
    return refuse({
      code: 'ANSWER_UNKNOWN',
      field: 'value',
      message: `"${text}" is no answer to ${item.item}.`,
      remedy: `Choose one of: ${item.answers.map(({ code }) => code).join(', ')}.`,
    });
  },
  judge: (answers) => judgeObservation(item, answers),
});

/** The verdict on the answers so far, one a person. */
export function judgeObservation({ observers }: ObservedItem, answers: readonly string[]): TestVerdict {
  const [first] = answers;
  const different = [...new Set(answers)];
  if (first !== undefined && different.length > 1) return { kind: 'observers-disagree', answers: different };
  if (first !== undefined && answers.length >= observers) return { kind: 'observed', answer: first };
  return { kind: 'need-more', have: answers.length, wanted: observers, reason: first === undefined ? 'first' : 'further-observer' };
}
