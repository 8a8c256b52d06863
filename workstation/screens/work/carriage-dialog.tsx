import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { TextField } from '../../kit/field.tsx';
import { normaliseNumber } from '../../scanner/normalise.ts';
import { actWords } from './carriage-acts.ts';
import type { CarriageAct } from './carriage-acts.ts';
import { workWords } from './words.ts';

interface Found {
  readonly seal: string;
  readonly gross: string;
  readonly tare: string;
  readonly missing: boolean;
}
const nothing: Found = { seal: '', gross: '', tare: '', missing: false };
const isNumber = (typed: string): boolean => /^\d+(\.\d+)?$/.test(normaliseNumber(typed));

/** One act on a carriage: who gives or receives tells what he reads and weighs, never what it should be. */
export function CarriageDialog({
  carriage,
  act,
  onClose,
}: {
  carriage: Schemas['Carriage'];
  act: CarriageAct;
  onClose: () => void;
}) {
  const t = useWords(workWords);
  const acts = api.useMutation('post', '/api/v1/carriages/{id}/acts');
  const loss = api.useMutation('post', '/api/v1/carriages/{id}/loss');
  const [found, setFound] = useState<Readonly<Record<string, Found>>>({});
  const [carrier, setCarrier] = useState('');
  const [tray, setTray] = useState(false);
  const [condition, setCondition] = useState('');
  const params = { params: { path: { id: carriage.id } } };
  const { action, effect } = actWords[act];
  const weighs = act === 'RELEASE' || act === 'RECEIVE';
  const told = carriage.codes.map((code) => ({ code, ...(found[code] ?? nothing) }));
  const ready = weighs
    ? told.every(
        ({ missing, gross, tare }) => missing || (isNumber(gross) && (act === 'RECEIVE' || isNumber(tare))),
      ) &&
      (act === 'RELEASE' || condition.trim() !== '')
    : act !== 'TAKE' || carrier.trim() !== '';

  const send = (reason: string): Promise<unknown> => {
    const sealed = told.filter(({ missing }) => !missing);
    const seen = ({ code, seal, gross }: (typeof told)[number]) => ({
      code,
      seal: seal.trim() === '' ? null : seal.trim(),
      gross_kg: normaliseNumber(gross),
    });
    switch (act) {
      case 'GIVE_UP':
        return loss.mutateAsync({ ...params, body: { reason } });
      case 'RELEASE':
        return acts.mutateAsync({
          ...params,
          body: {
            act,
            containers: sealed.map((one) => ({ ...seen(one), tare_kg: normaliseNumber(one.tare) })),
          },
        });
      case 'TAKE':
        return acts.mutateAsync({ ...params, body: { act, carrier: carrier.trim(), trayInPlace: tray } });
      case 'RECEIVE':
        return acts.mutateAsync({
          ...params,
          body: {
            act,
            containers: sealed.map(seen),
            missing: told.flatMap(({ code, missing }) => (missing ? code : [])),
            condition: condition.trim(),
          },
        });
      case 'REFUSE':
      case 'MISS':
      case 'WITHDRAW':
        return acts.mutateAsync({ ...params, body: { act, reason } });
    }
  };
  return (
    <CommandDialog
      title={t(action)}
      effect={t(effect)}
      action={t(action)}
      danger={act === 'GIVE_UP'}
      reason={!weighs && act !== 'TAKE'}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      {!weighs && <p>{carriage.codes.join(', ')}</p>}
      {weighs &&
        told.map((one) => {
          const change = (part: Partial<Found>) =>
            setFound({ ...found, [one.code]: { ...nothing, ...found[one.code], ...part } });
          return (
            <fieldset key={one.code} className="work-group">
              <legend>{one.code}</legend>
              {act === 'RECEIVE' && (
                <label className="work-missing">
                  <input
                    type="checkbox"
                    checked={one.missing}
                    onChange={({ target }) => change({ missing: target.checked })}
                  />
                  {t('notArrived')}
                </label>
              )}
              {!one.missing && (
                <div className="work-fields">
                  <TextField
                    label={t('seal')}
                    hint={t('noSeal')}
                    value={one.seal}
                    onChange={(seal) => change({ seal })}
                  />
                  <TextField
                    label={t('gross')}
                    inputMode="decimal"
                    value={one.gross}
                    onChange={(gross) => change({ gross })}
                  />
                  {act === 'RELEASE' && (
                    <TextField
                      label={t('tare')}
                      inputMode="decimal"
                      value={one.tare}
                      onChange={(tare) => change({ tare })}
                    />
                  )}
                </div>
              )}
            </fieldset>
          );
        })}
      {act === 'RECEIVE' && <TextField label={t('condition')} value={condition} onChange={setCondition} />}
      {act === 'TAKE' && (
        <>
          <TextField label={t('carrier')} value={carrier} onChange={setCarrier} autoFocus />
          {carriage.means.kind === 'tube' && (
            <label className="work-missing">
              <input type="checkbox" checked={tray} onChange={({ target }) => setTray(target.checked)} />
              {t('tray')}
            </label>
          )}
        </>
      )}
    </CommandDialog>
  );
}
