import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { LiveStore } from './live-store.ts';
import { useSession } from '../session/session.ts';
import { openStream } from './open-stream.ts';
import { pathsOf } from './topics.ts';
import { LiveContext } from './use-live.ts';

/** Keeps values and lists as current as the server tells: values in the store, lists by reading anew what has changed. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [store] = useState(() => new LiveStore());
  // Who logs in again has not read everything again: the stream goes on from where it stands.
  const [begin] = useState(useSession().position);
  useEffect(
    () =>
      openStream((message) => {
        store.hear(message, Date.now());
        if (message.event === 'hello' && !message.data.resumed) void queries.invalidateQueries();
        if (message.event === 'lost' || message.event === 'end') {
          // A session that ended looks like a link that broke: asking who one is tells which it was.
          void queries.invalidateQueries({ queryKey: ['get', '/api/v1/me'] });
        }
        if (message.event === 'changed') {
          const paths = message.data.topics.flatMap(pathsOf);
          void queries.invalidateQueries({ predicate: ({ queryKey: [, path] }) => paths.some((start) => String(path).startsWith(start)) });
        }
      }, begin),
    [store, queries, begin],
  );
  return <LiveContext value={store}>{children}</LiveContext>;
}
