import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useSession } from '../session/session.ts';
import type { OperationName } from '../session/session.ts';
import { NotFound } from './not-found.tsx';
import { firstScreen } from './first-screen.ts';

/** A screen whose reader's roles allow it; at the front door everybody is led to the first that does. */
export function OnlyFor({ needs, children }: { needs: OperationName; children: ReactNode }) {
  const { operations } = useSession();
  const { pathname } = useLocation();
  if (operations.includes(needs)) return children;
  const first = firstScreen(operations);
  return pathname === '/' && first !== '/' ? <Navigate to={first} replace /> : <NotFound />;
}
