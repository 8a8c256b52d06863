import { useEffect, useRef } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { ProblemNote } from '../../kit/problem-note.tsx';
import { useMay, useNameOf, useSession } from '../../session/session.ts';
import { Repeatability } from './repeatability.tsx';
import { awaits, nameOfItem } from './task.ts';
import type { Task, TaskItem } from './task.ts';
import { useEnter } from './use-enter.ts';
import { AnswerForm, ValueForm } from './value-form.tsx';
import { VerdictLine } from './verdict-line.tsx';
import { benchWords } from './words.ts';

/** One item of the bottle in hand: what was determined, the field of what is next, and the verdict. */
export function ItemEntry({
  task,
  item,
  next,
  onNext,
}: {
  task: Task;
  item: TaskItem;
  next: string | null;
  onNext: () => void;
}) {
  const t = useWords(benchWords);
  const told = useTold();
  const may = useMay();
  const { definition, determinations } = item;
  const { id } = useSession();
  const { typed, keep, discard, send, problem, isPending } = useEnter(task, definition.item, id);
  const open = awaits(item, id) && task.status === 'testing' && may('enterDetermination');
  const form = { typed, onTyped: keep, onSend: send, pending: isPending };
  const no = determinations.length + 1;
  return (
    <section className="bench-item" aria-label={definition.item}>
      <h3>
        {nameOfItem(definition, told)} <span className="secondary">{definition.method}</span>
      </h3>
      <Repeatability definition={definition} />
      <Determinations item={item} />
      {open &&
        (definition.rule === 'observation' ? (
          <AnswerForm key={no} definition={definition} {...form} />
        ) : (
          <ValueForm key={no} definition={definition} no={no} {...form} />
        ))}
      {problem !== null && (
        <>
          <ProblemNote problem={problem} />
          <p>{t('keptAfterRefusal')}</p>
        </>
      )}
      {!open && typed !== '' && (
        <p className="bench-draft">
          {t('draftHere', { typed })} <Button onClick={discard}>{t('discard')}</Button>
        </p>
      )}
      <div className="bench-outcome">
        <p aria-live="polite">
          <VerdictLine item={item} />
        </p>
        {!open && may('enterDetermination') && <NextButton next={next} onNext={onNext} />}
      </div>
    </section>
  );
}

function NextButton({ next, onNext }: { next: string | null; onNext: () => void }) {
  const t = useWords(benchWords);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={place}>
      <Button kind="primary" onClick={onNext}>
        {next === null ? t('nextBottle') : t('next', { item: next })}
      </Button>
    </div>
  );
}

/** What is on the record, in the order it was made; which count the verdict says. */
export function Determinations({ item: { definition, determinations, verdict } }: { item: TaskItem }) {
  const t = useWords(benchWords);
  const told = useTold();
  const format = useFormat();
  const nameOf = useNameOf();
  if (determinations.length === 0) return null;
  const used = 'used' in verdict ? verdict.used : null;
  const shown = (value: string | null): string => {
    if (value === null) return t('hidden');
    const answer =
      definition.rule === 'observation' ? definition.answers.find(({ code }) => code === value) : undefined;
    return answer ? told(answer.name) : value;
  };
  return (
    <ol className="bench-determinations" aria-label={t('determinations')}>
      {determinations.map(({ value, analyst, at }, index) => (
        <li key={`${at} ${index}`}>
          <span className="secondary">{index + 1}</span> <strong>{shown(value)}</strong>
          {used && !used.includes(index) && <span className="secondary"> {t('unused')}</span>}
          <span className="secondary bench-by">{t('by', { analyst: nameOf(analyst), at: format.time(at) })}</span>
        </li>
      ))}
    </ol>
  );
}
