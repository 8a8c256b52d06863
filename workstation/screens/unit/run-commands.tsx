import { Suspense, lazy, useState } from 'react';
import { api } from '../../api/client.ts';
import { usePlainProblem } from '../../i18n/problems.ts';
import { useWords } from '../../i18n/language.ts';
import { Button } from '../../kit/button.tsx';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { useUnitLive } from '../../live/use-tag.ts';
import { useMay } from '../../session/session.ts';
import { useRunWord } from './run-words.ts';
import type { PossibleCommand, RunDetail, UnitDetail } from './shapes.ts';
import { unitWords } from './words.ts';
import './run-commands.css';

const DivideDialog = lazy(() => import('./divide-dialog.tsx'));
const InterveneDialog = lazy(() => import('./intervene-dialog.tsx'));

type Command = PossibleCommand['command'];

/** What may be commanded in a run now. What is not possible says why; with the link lost nothing is. */
export function RunCommands({ run, unit }: { run: RunDetail; unit: UnitDetail }) {
  const t = useWords(unitWords);
  const word = useRunWord();
  const may = useMay();
  const plain = usePlainProblem();
  const live = useUnitLive(run.unit);
  const [asked, setAsked] = useState<Command | 'divide' | 'intervene' | null>(null);
  const { mutateAsync } = api.useMutation('post', '/api/v1/runs/{id}/commands');
  const params = { path: { id: run.id } };
  const preparation = run.definition === 'coal-preparation';
  const close = () => setAsked(null);
  const open = !run.machine.done;
  if (!may('commandRun') || run.possible.length === 0) return null;
  return (
    <div className="run-commands no-print">
      {!live && <p className="secondary">{t('commandsOff')}</p>}
      <ul>
        {run.possible.map(({ command, possible, refusal }) => (
          <li key={command}>
            <Button
              kind={command === 'abort' ? 'danger' : 'plain'}
              disabled={!live || !possible}
              onClick={() => setAsked(command)}
            >
              {word('command', command)}…
            </Button>
            {refusal && (
              <span className="secondary">{plain({ code: refusal.code, title: refusal.message }).what}</span>
            )}
          </li>
        ))}
        {!preparation && may('divideRun') && open && (
          <li>
            <Button disabled={!live} onClick={() => setAsked('divide')}>
              {t('divide')}…
            </Button>
          </li>
        )}
        {may('interveneInRun') && open && (
          <li>
            <Button onClick={() => setAsked('intervene')}>{t('intervene')}</Button>
          </li>
        )}
      </ul>
      <Suspense>
        {asked === 'divide' && <DivideDialog run={run} onClose={close} />}
        {asked === 'intervene' && <InterveneDialog run={run} unit={unit} onClose={close} />}
      </Suspense>
      {asked !== null && asked !== 'divide' && asked !== 'intervene' && (
        <CommandDialog
          title={t('commandFor', { command: word('command', asked), unit: `${run.unit} ${run.sampleCode}` })}
          effect={t(preparation && asked === 'hold' ? 'effect.prep.hold' : `effect.${asked}`)}
          action={word('command', asked)}
          danger={asked === 'abort'}
          ready={live}
          unready={t('notNow')}
          onSend={(reason) => mutateAsync({ params, body: { command: asked, reason } })}
          onClose={close}
        />
      )}
    </div>
  );
}
