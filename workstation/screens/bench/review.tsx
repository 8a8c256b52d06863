import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Table } from '../../kit/table.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { Determinations } from './item-entry.tsx';
import { nameOfItem, symbolOf } from './task.ts';
import type { Task } from './task.ts';
import { VerdictLine } from './verdict-line.tsx';
import { benchWords } from './words.ts';

/** All items of a bottle with their determinations; who reviews accepts them, or returns some with a reason. */
export function Review({ task }: { task: Task }) {
  const t = useWords(benchWords);
  const told = useTold();
  const may = useMay();
  const { id } = useSession();
  const [asked, setAsked] = useState<'ACCEPT' | 'RETURN' | null>(null);
  const own = task.items.some(({ determinations }) => determinations.some(({ analyst }) => analyst === id));
  const reviews = may('reviewAssay') && task.status === 'in-review';
  return (
    <>
      <Table
        caption={t('reviewTable')}
        rows={task.items}
        keyOf={({ definition }) => definition.item}
        columns={[
          {
            key: 'item',
            title: t('item'),
            cell: ({ definition }) => (
              <>
                <strong>{symbolOf(definition, told)}</strong> {definition.rule !== 'observation' && told(definition.name)}
                <br />
                <span className="secondary">{definition.method}</span>
              </>
            ),
          },
          { key: 'values', title: t('determinations'), cell: (item) => <Determinations item={item} /> },
          { key: 'verdict', title: t('verdict'), cell: (item) => <VerdictLine item={item} /> },
        ]}
      />
      {reviews && own && <p>{t('ownResults')}</p>}
      {reviews && !own && (
        <div className="bench-review">
          <Button kind="primary" onClick={() => setAsked('ACCEPT')}>
            {t('accept')}
          </Button>
          <Button onClick={() => setAsked('RETURN')}>{t('returnResults')}</Button>
        </div>
      )}
      {asked === 'ACCEPT' && <AcceptDialog task={task} onClose={() => setAsked(null)} />}
      {asked === 'RETURN' && <ReturnDialog task={task} onClose={() => setAsked(null)} />}
    </>
  );
}

interface Asking {
  task: Task;
  onClose: () => void;
}

const review = '/api/v1/bench/tasks/{code}/reviews';

/** A number nobody can judge is accepted by name. */
function AcceptDialog({ task, onClose }: Asking) {
  const t = useWords(benchWords);
  const { mutateAsync } = api.useMutation('post', review);
  const unjudged = task.items
    .filter(({ verdict }) => verdict.kind === 'precision-not-known')
    .map(({ definition }) => definition.item);
  const [named, setNamed] = useState<readonly string[]>([]);
  return (
    <CommandDialog
      title={t('accept')}
      effect={t('acceptEffect', { code: task.code })}
      action={t('accept')}
      reason={false}
      ready={named.length === unjudged.length}
      onSend={() =>
        mutateAsync({
          params: { path: { code: task.code } },
          body: { decision: 'ACCEPT', ...(named.length > 0 && { withoutPrecision: [...named] }) },
        })
      }
      onClose={onClose}
    >
      <Checks
        items={unjudged}
        label={(item) => t('acceptUnjudged', { item })}
        chosen={named}
        onChoose={setNamed}
      />
    </CommandDialog>
  );
}

function ReturnDialog({ task, onClose }: Asking) {
  const t = useWords(benchWords);
  const { mutateAsync } = api.useMutation('post', review);
  const told = useTold();
  const [items, setItems] = useState<readonly string[]>([]);
  const labels = new Map(task.items.map(({ definition }) => [definition.item, nameOfItem(definition, told)]));
  return (
    <CommandDialog
      title={t('returnResults')}
      effect={t('returnEffect')}
      action={t('returnResults')}
      ready={items.length > 0}
      unready={t('returnChoose')}
      onSend={(reason) =>
        mutateAsync({
          params: { path: { code: task.code } },
          body: { decision: 'RETURN', items: [...items], reason },
        })
      }
      onClose={onClose}
    >
      <fieldset className="bench-answers">
        <legend>{t('returnItems')}</legend>
        <Checks
          items={[...labels.keys()]}
          label={(item) => labels.get(item) ?? item}
          chosen={items}
          onChoose={setItems}
        />
      </fieldset>
    </CommandDialog>
  );
}

function Checks({
  items,
  label,
  chosen,
  onChoose,
}: {
  items: readonly string[];
  label: (item: string) => string;
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}) {
  return items.map((item) => (
    <label key={item} className="bench-check">
      <input
        type="checkbox"
        checked={chosen.includes(item)}
        onChange={({ target }) =>
          onChoose(target.checked ? [...chosen, item] : chosen.filter((other) => other !== item))
        }
      />
      {label(item)}
    </label>
  ));
}
