import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { useSession } from '../../session/session.ts';
import { workWords } from './words.ts';

type Settlement =
  { decision: 'CONFIRM'; numbers: number[] } | { decision: 'DECLINE'; numbers: number[]; reason: string };

/** What one person told and a second confirms. Who told it may only decline. */
export function Settle({
  record,
  notBy,
  onlyBy = null,
  what,
  onSettle,
}: {
  record: number;
  notBy: string | null;
  onlyBy?: string | null;
  /** What is confirmed, so that it is read before. */
  what: ReactNode;
  onSettle: (settlement: Settlement) => Promise<unknown>;
}) {
  const t = useWords(workWords);
  const { id } = useSession();
  const [asked, setAsked] = useState<'CONFIRM' | 'DECLINE' | null>(null);
  const own = notBy === id;
  const act = t(asked === 'CONFIRM' ? 'confirm' : own ? 'takeBack' : 'decline');
  const other = onlyBy !== null && onlyBy !== id;
  return (
    <div className="work-settle">
      <div>
        <strong>{t('record', { no: record })}</strong> {what}
      </div>
      <div className="work-actions">
        {own && <span>{t('ownRecord')}</span>}
        {!own && other && <span>{t('onlyBy', { who: onlyBy })}</span>}
        {!own && !other && (
          <Button kind="primary" onClick={() => setAsked('CONFIRM')}>
            {t('confirm')}
          </Button>
        )}
        <Button onClick={() => setAsked('DECLINE')}>{t(own ? 'takeBack' : 'decline')}</Button>
      </div>
      {asked !== null && (
        <CommandDialog
          title={`${act} · ${t('record', { no: record })}`}
          effect={t(asked === 'CONFIRM' ? 'confirmEffect' : 'declineEffect')}
          action={act}
          reason={asked === 'DECLINE'}
          onSend={(reason) =>
            onSettle(
              asked === 'CONFIRM'
                ? { decision: 'CONFIRM', numbers: [record] }
                : { decision: 'DECLINE', numbers: [record], reason },
            )
          }
          onClose={() => setAsked(null)}
        >
          <div className="work-told">{what}</div>
        </CommandDialog>
      )}
    </div>
  );
}

/** Gives the whole work up, with a reason. */
export function Abandon({
  effect,
  onAbandon,
}: {
  effect: string;
  onAbandon: (reason: string) => Promise<unknown>;
}) {
  const t = useWords(workWords);
  const [asked, setAsked] = useState(false);
  return (
    <>
      <Button kind="danger" onClick={() => setAsked(true)}>
        {t('abandon')}
      </Button>
      {asked && (
        <CommandDialog
          title={t('abandon')}
          effect={effect}
          action={t('abandon')}
          danger
          onSend={onAbandon}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}
