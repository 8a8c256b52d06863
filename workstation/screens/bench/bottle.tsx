import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useTold, useWords } from '../../i18n/language.ts';
import { Tag } from '../../kit/marks.tsx';
import { Panel } from '../../kit/page.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { ItemEntry } from './item-entry.tsx';
import { Review } from './review.tsx';
import { awaits, isOpen, needsMore, symbolOf } from './task.ts';
import type { Task, TaskItem } from './task.ts';
import { benchWords } from './words.ts';

/** The bottle in hand: its code so large that it is compared with the label at a glance, and the item that is being tested. */
export function Bottle({ task }: { task: Task }) {
  const t = useWords(benchWords);
  const told = useTold();
  const may = useMay();
  const { id } = useSession();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const by = search.get('item');
  const named = (name: string | null) => task.items.find(({ definition }) => definition.item === name);
  // What is worked on stays when its verdict comes: the next one is a step of its own.
  const [chosen, setChosen] = useState(
    () => (named(by) ?? task.items.find((each) => awaits(each, id)) ?? task.items[0])?.definition.item ?? null,
  );
  const item = named(chosen) ?? task.items[0];
  const after = by === null ? task.items.find((other) => awaits(other, id) && other !== item) : undefined;
  const next = after ?? null;

  const onNext = () => {
    if (next === null) {
      void navigate(`/bench${search.size > 0 ? `?${search.toString()}` : ''}`);
      return;
    }
    setChosen(next.definition.item);
  };
  return (
    <Panel title={t('code')} aside={<Tag>{t(task.status)}</Tag>}>
      <p className="bench-code">{task.code}</p>
      {task.status === 'testing' && item && (
        <>
          {task.items.length > 1 && (
            <ul className="bench-items" aria-label={t('items')}>
              {task.items.map((other) => (
                <li key={other.definition.item}>
                  <ItemButton
                    item={other}
                    current={other === item}
                    onChoose={() => setChosen(other.definition.item)}
                  />
                </li>
              ))}
            </ul>
          )}
          <ItemEntry key={item.definition.item} task={task} item={item} next={next && symbolOf(next.definition, told)} onNext={onNext} />
        </>
      )}
      {task.status === 'in-review' && !may('reviewAssay') && <p>{t('inReview')}</p>}
      {task.status !== 'testing' && <Review task={task} />}
    </Panel>
  );
}

function ItemButton({ item, current, onChoose }: { item: TaskItem; current: boolean; onChoose: () => void }) {
  const told = useTold();
  const { definition, determinations } = item;
  const sign = isOpen(item.verdict) ? '✕' : needsMore(item) ? '○' : '✓';
  return (
    <button
      type="button"
      className="button plain"
      aria-current={current ? 'true' : undefined}
      aria-label={`${definition.item} ${told(definition.name)}`}
      onClick={onChoose}
    >
      <span aria-hidden="true">{sign}</span> {symbolOf(definition, told)}
      {needsMore(item) && determinations.length > 0 && (
        <span className="secondary">{determinations.length}</span>
      )}
    </button>
  );
}
