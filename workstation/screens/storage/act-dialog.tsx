import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { DayField } from '../../kit/day-field.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { normaliseNumber } from '../../scanner/normalise.ts';
import type { Bottle, BottleAct } from './bottle-acts.ts';
import { storageWords } from './words.ts';

const effects = {
  PUT_AWAY: 'putAwayEffect', MOVE: 'moveEffect', FETCH: 'fetchEffect', USED_UP: 'usedUpEffect', RETAIN: 'retainEffect',
  HOLD: 'holdEffect', LIFT_QUARANTINE: 'liftQuarantineEffect', PROPOSE: 'proposeEffect', CONFIRM: 'confirmEffect', DECLINE: 'declineEffect',
} as const; // prettier-ignore

const isNumber = (typed: string): boolean => /^\d+(\.\d+)?$/.test(normaliseNumber(typed));
const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

/** One act on a stored bottle. */
export function ActDialog({ bottle, act, onClose }: { bottle: Bottle; act: BottleAct; onClose: () => void }) {
  const t = useWords(storageWords);
  const inWords = useTold();
  const place = api.useMutation('post', '/api/v1/storage/bottles/{id}/place');
  const fetching = api.useMutation('post', '/api/v1/storage/bottles/{id}/fetch');
  const keeping = api.useMutation('post', '/api/v1/storage/bottles/{id}/keeping');
  const disposal = api.useMutation('post', '/api/v1/storage/bottles/{id}/disposal');
  const cabinets = api.useQuery('get', '/api/v1/storage/cabinets');
  const [told, setTold] = useState({
    cabinet: '',
    slot: '',
    seal: '',
    sealOff: '',
    gross: '',
    tare: '',
    until: '',
    countedFrom: '',
    method: '',
  });
  const set = (part: Partial<typeof told>) => setTold({ ...told, ...part });
  const params = { params: { path: { id: bottle.id } } };
  const places = act === 'PUT_AWAY' || act === 'MOVE';
  const ready =
    (!places || told.slot !== '') &&
    (act !== 'PUT_AWAY' || (isNumber(told.gross) && isNumber(told.tare))) &&
    (act !== 'RETAIN' || told.until !== '' || told.countedFrom !== '') &&
    (act !== 'PROPOSE' || told.method.trim() !== '');

  const send = (reason: string): Promise<unknown> => {
    const at = { cabinet: told.cabinet, slot: Number(told.slot) };
    switch (act) {
      case 'PUT_AWAY': {
        const weighed = { gross_kg: normaliseNumber(told.gross), tare_kg: normaliseNumber(told.tare) };
        return place.mutateAsync({
          ...params,
          body: { act, ...at, seal: orNull(told.seal), sealOff: orNull(told.sealOff), weighed },
        });
      }
      case 'MOVE':
        return place.mutateAsync({ ...params, body: { act, ...at, reason } });
      case 'FETCH':
      case 'USED_UP':
        return fetching.mutateAsync({ ...params, body: { act, reason } });
      case 'RETAIN': {
        const { until, countedFrom } = told;
        const body = {
          act,
          reason,
          ...(until !== '' && { until }),
          ...(countedFrom !== '' && { countedFrom }),
        };
        return keeping.mutateAsync({ ...params, body });
      }
      case 'HOLD':
      case 'LIFT_QUARANTINE':
        return keeping.mutateAsync({ ...params, body: { act, reason } });
      case 'PROPOSE':
        return disposal.mutateAsync({ ...params, body: { act, method: told.method.trim(), reason } });
      case 'CONFIRM':
        return disposal.mutateAsync({ ...params, body: { act } });
      case 'DECLINE':
        return disposal.mutateAsync({ ...params, body: { act, reason } });
    }
  };
  const all = cabinets.data?.items ?? [];
  const free = all.find(({ id }) => id === told.cabinet)?.slots.filter(({ code }) => code === null) ?? [];
  const none = { value: '', label: t('choose') };
  return (
    <CommandDialog
      title={`${t(act)} · ${bottle.code}`}
      effect={t(effects[act])}
      action={t(act)}
      danger={act === 'CONFIRM' || act === 'USED_UP'}
      reason={act !== 'PUT_AWAY' && act !== 'CONFIRM'}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      {places && (
        <>
          <Select
            label={t('cabinet')}
            value={told.cabinet}
            onChange={(cabinet) => set({ cabinet, slot: '' })}
            options={[none, ...all.map(({ id, name }) => ({ value: id, label: `${id} ${inWords(name)}` }))]}
          />
          <Select
            label={t('slot')}
            value={told.slot}
            onChange={(slot) => set({ slot })}
            options={[none, ...free.map(({ slot }) => ({ value: String(slot), label: String(slot) }))]}
          />
        </>
      )}
      {act === 'PUT_AWAY' && (
        <>
          <TextField
            label={t('seal')}
            hint={t('sealHint')}
            value={told.seal}
            onChange={(seal) => set({ seal })}
          />
          {bottle.status === 'out' && (
            <TextField
              label={t('sealOff')}
              hint={t('sealOffHint')}
              value={told.sealOff}
              onChange={(sealOff) => set({ sealOff })}
            />
          )}
          <TextField
            label={t('gross')}
            inputMode="decimal"
            value={told.gross}
            onChange={(gross) => set({ gross })}
          />
          <TextField
            label={t('tare')}
            inputMode="decimal"
            value={told.tare}
            onChange={(tare) => set({ tare })}
          />
        </>
      )}
      {act === 'RETAIN' && (
        <>
          <DayField label={t('until')} value={told.until} onChange={(until) => set({ until })} />
          <DayField
            label={t('countedFrom')}
            value={told.countedFrom}
            onChange={(countedFrom) => set({ countedFrom })}
          />
        </>
      )}
      {act === 'PROPOSE' && (
        <TextField
          label={t('method')}
          hint={t('methodHint')}
          value={told.method}
          onChange={(method) => set({ method })}
        />
      )}
      {act === 'CONFIRM' && bottle.disposal && <p>{`${t('method')}: ${bottle.disposal.method}`}</p>}
    </CommandDialog>
  );
}
