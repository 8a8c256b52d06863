import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { normaliseCode } from '../../scanner/normalise.ts';
import { useScan } from '../../scanner/use-scan.ts';
import { useMay } from '../../session/session.ts';
import { workWords } from './words.ts';

/** Asks for containers to be carried. */
export function CarriageRequest({ onClose }: { onClose: () => void }) {
  const t = useWords(workWords);
  const { mutateAsync } = api.useMutation('post', '/api/v1/carriages');
  const tubes = api.useQuery('get', '/api/v1/tubes', undefined, { enabled: useMay()('listTubes') }).data?.items ?? [];
  const [codes, setCodes] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [kind, setKind] = useState<'person' | 'vehicle' | 'tube'>('person');
  const [tube, setTube] = useState('');
  const [receiver, setReceiver] = useState('');
  useScan((scanned) => {
    setCodes((before) => `${before} ${normaliseCode(scanned)}`.trim());
    return true;
  });
  /** Its ends are among its stations. */
  const chooseTube = (chosen: string) => {
    setTube(chosen);
    setFrom('');
    setTo('');
  };
  const stations = kind === 'tube' ? (tubes.find(({ id }) => id === tube)?.stations ?? []) : [];
  const choose = { value: '', label: t('choose') };
  const named = (names: readonly string[]) => [choose, ...names.map((name) => ({ value: name, label: name }))];
  const wanted = codes.split(/[\s,，;；]+/).flatMap((code) => (code === '' ? [] : normaliseCode(code)));
  return (
    <CommandDialog
      title={t('request')}
      effect={t('requestEffect')}
      action={t('request')}
      reason={false}
      ready={
        wanted.length > 0 && from.trim() !== '' && to.trim() !== '' && (kind !== 'tube' || tube.trim() !== '')
      }
      onSend={() =>
        mutateAsync({
          body: {
            codes: wanted,
            from,
            to,
            means: kind === 'tube' ? { kind, tube: tube.trim(), urgency: 'normal' } : { kind },
            receiver: receiver.trim() === '' ? null : receiver.trim(),
          },
        })
      }
      onClose={onClose}
    >
      <TextField
        label={t('codes')}
        hint={t('codesHint')}
        value={codes}
        onChange={setCodes}
        autoFocus
        autoComplete="off"
      />
      <Select
        label={t('means')}
        value={kind}
        onChange={(chosen) => {
          setKind(chosen);
          chooseTube('');
        }}
        options={[
          { value: 'person', label: t('person') },
          { value: 'vehicle', label: t('vehicle') },
          { value: 'tube', label: t('tube', { tube: '' }) },
        ]}
      />
      {kind === 'tube' && tubes.length > 0 && (
        <Select label={t('tubeNo')} value={tube} onChange={chooseTube} options={named(tubes.map(({ id }) => id))} />
      )}
      {kind === 'tube' && tubes.length === 0 && <TextField label={t('tubeNo')} value={tube} onChange={setTube} />}
      {stations.length > 0 ? (
        <>
          <Select label={t('from')} value={from} onChange={setFrom} options={named(stations)} />
          <Select label={t('to')} value={to} onChange={setTo} options={named(stations.filter((each) => each !== from))} />
        </>
      ) : (
        <>
          <TextField label={t('from')} value={from} onChange={setFrom} />
          <TextField label={t('to')} value={to} onChange={setTo} />
        </>
      )}
      <TextField label={t('receiver')} value={receiver} onChange={setReceiver} />
    </CommandDialog>
  );
}
