import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty } from '../../kit/page.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { useDeedWord } from './deed-word.ts';
import type { RunDetail } from './shapes.ts';
import { unitWords } from './words.ts';

type Intervention = Schemas['Intervention'];

/** What people did to the run. Who proposed something may only decline it; another person confirms. */
export function Interventions({ run }: { run: RunDetail }) {
  const t = useWords(unitWords);
  const format = useFormat();
  const may = useMay();
  const { name, id } = useSession();
  const word = useDeedWord();
  const [settling, setSettling] = useState<{
    decision: 'CONFIRM' | 'DECLINE';
    no: number;
    what: string;
  } | null>(null);
  const { mutateAsync } = api.useMutation('post', '/api/v1/runs/{id}/interventions/settlements');
  const params = { path: { id: run.id } };
  if (run.interventions.length === 0) return <Empty>{t('interventionsNone')}</Empty>;
  const own = ({ by }: Intervention) => by === name || by === id;
  return (
    <>
      <ul className="interventions">
        {run.interventions.toReversed().map((intervention) => {
          const { no, reason, by, at, status, second } = intervention;
          const what = word(intervention);
          return (
            <li key={no}>
              <span className="intervention-actions">
                <strong>{what}</strong>
                <Tag tone={status === 'proposed' ? 'attention' : 'plain'}>{t(`intervention.${status}`)}</Tag>
              </span>
              <span className="secondary">
                {by} {format.instant(at)}: {reason}
              </span>
              {second && (
                <span className="secondary">
                  {second.by} {format.instant(second.at)}
                  {second.reason !== null && `: ${second.reason}`}
                </span>
              )}
              {status === 'proposed' && may('settleInterventions') && (
                <span className="intervention-actions no-print">
                  {own(intervention) ? (
                    <span className="secondary">{t('ownProposal')}</span>
                  ) : (
                    <Button onClick={() => setSettling({ decision: 'CONFIRM', no, what })}>
                      {t('confirm')}…
                    </Button>
                  )}
                  <Button onClick={() => setSettling({ decision: 'DECLINE', no, what })}>
                    {t('decline')}…
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {settling && (
        <CommandDialog
          title={`${t(settling.decision === 'CONFIRM' ? 'confirm' : 'decline')}: ${settling.what}`}
          effect={
            settling.decision === 'CONFIRM' ? t('confirmEffect', { deed: settling.what }) : t('declineEffect')
          }
          action={t(settling.decision === 'CONFIRM' ? 'confirm' : 'decline')}
          reason={settling.decision === 'DECLINE'}
          onSend={(reason) => {
            const numbers = [settling.no];
            return settling.decision === 'CONFIRM'
              ? mutateAsync({ params, body: { decision: 'CONFIRM', numbers } })
              : mutateAsync({ params, body: { decision: 'DECLINE', numbers, reason } });
          }}
          onClose={() => setSettling(null)}
        />
      )}
    </>
  );
}
