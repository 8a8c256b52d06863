import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { unreachable, problemOf } from '../api/client.ts';
import { Gate } from './gate.tsx';

/** A refusal is an answer: asking again brings the same. Only what found no connection is tried again. */
const retry = (failures: number, error: unknown): boolean => failures < 2 && problemOf(error).code === unreachable;

export function App() {
  const [queries] = useState(
    // The live stream says what has changed; nothing is read again for having been looked at.
    () => new QueryClient({ defaultOptions: { queries: { retry, staleTime: 60_000, refetchOnWindowFocus: false, networkMode: 'always' } } }),
  );
  return (
    <QueryClientProvider client={queries}>
      <Gate />
    </QueryClientProvider>
  );
}
