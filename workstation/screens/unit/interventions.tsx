import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Tag } from '../../kit/marks.tsx';
import { Empty } from '../../kit/page.tsx';
import { Photos } from '../../kit/photos.tsx';
import { useMay, useNameOf, useSession } from '../../session/session.ts';
import { useDeedWord } from './deed-word.ts';
import type { RunDetail } from './shapes.ts';
import { unitWords } from './words.ts';

type Intervention = Schemas['Intervention'];

/** What people did to the run. Who proposed something may only decline it; another person confirms. */
export function Interventions({ run }: { run: RunDetail }) {
  const t = useWords(unitWords);
  const nameOf = useNameOf();
  const format = useFormat();
  const may = useMay();
  const { name, id } = useSession();
  const word = useDeedWord(run);
  const [settling, setSettling] = useState<{
    decision: 'CONFIRM' | 'DECLINE';
    intervention: Intervention;
  } | null>(null);
  const { mutateAsync } = api.useMutation('post', '/api/v1/runs/{id}/interventions/settlements');
  const params = { path: { id: run.id } };
  if (run.interventions.length === 0) return <Empty>{t('interventionsNone')}</Empty>;
  const own = ({ by }: Intervention) => by === name || by === id;
  return (
    <>
      <ul className="interventions">
        {run.interventions.toReversed().map((intervention) => {
          const { no, reason, by, at, status, second, evidence } = intervention;
          return (
            <li key={no}>
              <span className="intervention-actions">
                <strong>{word(intervention)}</strong>
                <Tag tone={status === 'proposed' ? 'attention' : 'plain'}>{t(`intervention.${status}`)}</Tag>
              </span>
              <span className="secondary">
                {nameOf(by)} {format.instant(at)}: {reason}
              </span>
              {evidence.length > 0 && (
                <span>
                  <Photos stored={evidence} />
                </span>
              )}
              {second && (
                <span className="secondary">
                  {nameOf(second.by)} {format.instant(second.at)}
                  {second.reason !== null && `: ${second.reason}`}
                </span>
              )}
              {status === 'proposed' && may('settleInterventions') && (
                <span className="intervention-actions no-print">
                  {own(intervention) ? (
                    <span className="secondary">{t('ownProposal')}</span>
                  ) : (
                    <Button onClick={() => setSettling({ decision: 'CONFIRM', intervention })}>
                      {t('confirm')}…
                    </Button>
                  )}
                  <Button onClick={() => setSettling({ decision: 'DECLINE', intervention })}>
                    {t(own(intervention) ? 'takeBack' : 'decline')}…
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {settling && (
        <SettleDialog
          {...settling}
          what={word(settling.intervention)}
          own={own(settling.intervention)}
          onSettle={(body) => mutateAsync({ params, body })}
          onClose={() => setSettling(null)}
        />
      )}
    </>
  );
}

type Settlement =
  | { readonly decision: 'CONFIRM'; readonly numbers: number[] }
  | { readonly decision: 'DECLINE'; readonly numbers: number[]; readonly reason: string };

/** The second person's word, with all that the first one told before it. */
function SettleDialog({
  decision,
  intervention: { no, by, at, reason: told, evidence },
  what,
  own,
  onSettle,
  onClose,
}: {
  decision: Settlement['decision'];
  intervention: Intervention;
  what: string;
  own: boolean;
  onSettle: (settlement: Settlement) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useWords(unitWords);
  const nameOf = useNameOf();
  const format = useFormat();
  const confirming = decision === 'CONFIRM';
  const act = t(confirming ? 'confirm' : own ? 'takeBack' : 'decline');
  return (
    <CommandDialog
      title={`${act}: ${what}`}
      effect={confirming ? t('confirmEffect', { deed: what }) : t('declineEffect')}
      action={act}
      reason={!confirming}
      onSend={(reason) =>
        onSettle(confirming ? { decision, numbers: [no] } : { decision, numbers: [no], reason })
      }
      onClose={onClose}
    >
      <p>
        {nameOf(by)} {format.instant(at)}: {told}
      </p>
      {evidence.length > 0 && (
        <p>
          <Photos stored={evidence} />
        </p>
      )}
    </CommandDialog>
  );
}
