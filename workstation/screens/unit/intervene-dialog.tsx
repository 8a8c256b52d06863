import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../api/client.ts';
import { useTold, useWords } from '../../i18n/language.ts';
import { CommandDialog } from '../../kit/command-dialog.tsx';
import { Select, TextField } from '../../kit/field.tsx';
import { useSession } from '../../session/session.ts';
import { PhotoField } from '../work/photo-field.tsx';
import { contentsOfContainer, deedOf, fieldsOf, skippableStages } from './deed-of.ts';
import type { Deed, DeedDraft } from './deed-of.ts';
import { amountWordOf } from './deed-word.ts';
import { dialogWords } from './dialog-words.ts';
import type { RunDetail, UnitDetail } from './shapes.ts';
import { unitWords } from './words.ts';

const ofSampling: readonly Deed['kind'][] = [
  'void-increment',
  'replace-container',
  'begin-manual',
  'manual-increment',
  'manual-container',
];
const ofPreparation: readonly Deed['kind'][] = ['skip-stage'];

/** Proposes what a person does to a run besides letting it work. */
export default function InterveneDialog({
  run,
  unit,
  onClose,
}: {
  run: RunDetail;
  unit: UnitDetail;
  onClose: () => void;
}) {
  const t = useWords(unitWords);
  const d = useWords(dialogWords);
  const told = useTold();
  const [search] = useSearchParams();
  const { timeZone } = useSession().site;
  const kinds = run.definition === 'coal-preparation' ? ofPreparation : ofSampling;
  const selected = run.increments.find(({ place }) => String(place) === search.get('increment'));
  const [draft, setDraft] = useState<DeedDraft>({
    kind: kinds[0] ?? 'void-increment',
    increment: selected?.state === 'taken' ? String(selected.number ?? '') : '',
    contents: 'kept',
    position: '',
    mass: '',
    seal: '',
    amount: '',
    takenAt: '',
    stage: skippableStages[0],
    evidence: [],
  });
  const { mutateAsync } = api.useMutation('post', '/api/v1/runs/{id}/interventions');
  const change = (changed: Partial<DeedDraft>) => setDraft((now) => ({ ...now, ...changed }));
  const deed = deedOf(draft, timeZone);
  const send = async (reason: string) => {
    if (deed) await mutateAsync({ params: { path: { id: run.id } }, body: { deed, reason } });
  };
  const labels = {
    increment: t('increment'),
    position: t('position'),
    mass: t('massKg'),
    seal: t('seal'),
    amount: t(amountWordOf(run)),
  };
  return (
    <CommandDialog
      title={d('interveneTitle', { code: run.sampleCode })}
      effect={d('interveneEffect')}
      action={d('propose')}
      ready={deed !== null}
      onSend={send}
      onClose={onClose}
    >
      <Select
        label={d('deed')}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        options={kinds.map((value) => ({ value, label: t(`deed.${value}`) }))}
      />
      {fieldsOf(draft).map((field) => {
        if (field === 'contents') {
          return (
            <Select
              key={field}
              label={d('contents')}
              value={draft.contents}
              onChange={(contents) => change({ contents })}
              options={contentsOfContainer.map((value) => ({ value, label: t(`contents.${value}`) }))}
            />
          );
        }
        if (field === 'stage') {
          return (
            <Select
              key={field}
              label={d('stage')}
              value={draft.stage}
              onChange={(stage) => change({ stage })}
              options={unit.stages.flatMap(({ id, title }) =>
                skippableStages.some((each) => each === id) ? [{ value: id, label: told(title) }] : [],
              )}
            />
          );
        }
        if (field === 'takenAt') {
          return (
            <TextField
              key={field}
              label={d('takenAt')}
              type="datetime-local"
              value={draft.takenAt}
              onChange={(takenAt) => change({ takenAt })}
            />
          );
        }
        return (
          <TextField
            key={field}
            label={labels[field]}
            inputMode={field === 'seal' ? 'text' : 'decimal'}
            value={draft[field]}
            onChange={(value) => change({ [field]: value })}
          />
        );
      })}
      {draft.kind === 'manual-increment' && (
        <PhotoField stored={draft.evidence} onStored={(evidence) => change({ evidence })} />
      )}
    </CommandDialog>
  );
}
