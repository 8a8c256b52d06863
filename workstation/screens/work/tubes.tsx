import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { useWords } from '../../i18n/language.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Loaded } from '../../kit/loaded.tsx';
import { Panel } from '../../kit/page.tsx';
import { useMay, useNameOf } from '../../session/session.ts';
import { workWords } from './words.ts';

type Tube = Schemas['PneumaticTube'];
const places = ['destination', 'departure', 'nowhere'] as const;
interface Said {
  readonly tube: string;
  readonly no: number;
  readonly found: (typeof places)[number];
}

/** Tubes that are commanded, what they are asked to do, and what a person can say of it. */
export function Tubes() {
  const t = useWords(workWords);
  const query = api.useQuery('get', '/api/v1/tubes');
  const request = api.useMutation('post', '/api/v1/tubes/{tube}/acts');
  const [said, setSaid] = useState<Said | null>(null);
  return (
    <Loaded query={query}>
      {({ items }) => {
        const commanded = items.filter(({ machine }) => machine !== null);
        if (commanded.length === 0) return null;
        return (
          <Panel title={t('tubes')}>
            {commanded.map((tube) => (
              <TubeMachine key={tube.id} tube={tube} onSay={setSaid} />
            ))}
            {said && (
              <CommandDialog
                title={`${said.tube} · ${t(said.found)}`}
                effect={t('foundEffect')}
                action={t(said.found)}
                reason
                onSend={(reason) =>
                  request.mutateAsync({
                    params: { path: { tube: said.tube } },
                    body: { act: 'SETTLE', no: said.no, found: said.found, reason },
                  })
                }
                onClose={() => setSaid(null)}
              />
            )}
          </Panel>
        );
      }}
    </Loaded>
  );
}

function TubeMachine({ tube, onSay }: { tube: Tube; onSay: (said: Said) => void }) {
  const t = useWords(workWords);
  const nameOf = useNameOf();
  const format = useFormat();
  const plain = usePlainProblem();
  const may = useMay()('actOnTube');
  const { id, machine, machineLive, carrier, orders, contradictions } = tube;
  return (
    <div>
      <p>
        <strong>{`${id}: ${t('tubeMachine', { machine: machine ?? '' })}`}</strong>{' '}
        {machineLive === false ? t('tubeAway') : orders.length === 0 && t('tubeFree')}
      </p>
      {carrier && (
        <p>{`${t('carrierIs', { read: carrier.read })} ${t(`carrier-${carrier.state}`)} ${carrier.station ?? ''}`}</p>
      )}
      {orders.length > 0 && (
        <ol aria-label={t('tubeOrders')}>
          {orders.map(({ no, carrier: asked, from, to, at, status, problem }, index) => (
            <li key={no}>
              {t('tubeOrder', { no, carrier: asked, from, to })} {format.instant(at)} <strong>{t(`transfer-${status}`)}</strong>{' '}
              {problem && plain({ code: problem.code, title: problem.message, detail: problem.message }).what}
              {may && index === 0 && (status === 'waiting' || status === 'unanswered' || machineLive === false) && (
                <span className="work-actions" role="group" aria-label={t('foundAt')}>
                  {places.map((found) => (
                    <Button key={found} onClick={() => onSay({ tube: id, no, found })}>
                      {t(found)}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {contradictions.map(({ no, by, found, reason, shown, seenAt }) => (
        <p key={no}>
          {format.instant(seenAt)}{' '}
          {t('contradicted', {
            no,
            by: nameOf(by),
            reason,
            found: t(found),
            shown: shown ? `${t(`carrier-${shown.state}`)} ${shown.station ?? ''}` : t('shownNothing'),
          })}
        </p>
      ))}
    </div>
  );
}
