import { Suspense, lazy, useState } from 'react';
import { Button } from '../kit/button.tsx';
import { useSession } from './session.ts';

const AccountDialog = lazy(() => import('./account-dialog.tsx'));

/** The name of who is logged in; opens what concerns his own account. */
export function AccountButton() {
  const { name } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {name}
      </Button>
      {open && (
        <Suspense>
          <AccountDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
