import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { BottleDrafts } from './drafts.ts';
import type { Task } from './task.ts';

const path = '/api/v1/bench/tasks/{code}';

/** Enters determinations of one item of a bottle, and keeps what is typed until the server has it. */
export function useEnter({ code }: Task, item: string, person: string) {
  const queries = useQueryClient();
  const drafts = new BottleDrafts(localStorage, person, code);
  const [typed, setTyped] = useState(() => drafts.of(item).typed);
  const [problem, setProblem] = useState<unknown>(null);
  const { mutateAsync, isPending } = api.useMutation('post', `${path}/determinations`);
  const { queryKey } = api.queryOptions('get', path, { params: { path: { code } } });

  const keep = (value: string) => {
    setTyped(value);
    drafts.keep(item, { ...drafts.of(item), typed: value });
  };
  const discard = () => {
    setTyped('');
    setProblem(null);
    drafts.remove(item);
  };
  const send = async (value: string): Promise<void> => {
    if (isPending) return;
    setProblem(null);
    const key = drafts.keyFor(item, value, () => crypto.randomUUID());
    try {
      const task = await mutateAsync({
        params: { path: { code }, header: { 'Idempotency-Key': key } },
        body: { item, value },
      });
      drafts.remove(item);
      setTyped('');
      // The server's own answer, unless the stream brought a newer one meanwhile.
      queries.setQueryData<Task>(queryKey, (known) => (known && known.version > task.version ? known : task));
    } catch (error) {
      setProblem(error);
      void queries.invalidateQueries({ queryKey });
    }
  };
  return { typed, keep, discard, send, problem, isPending };
}
