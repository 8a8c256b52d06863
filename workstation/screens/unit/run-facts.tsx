import { Link } from 'react-router';
import { useFormat } from '../../i18n/format.ts';
import { useLanguage, useTold, useWords } from '../../i18n/language.ts';
import { Facts } from '../../kit/page.tsx';
import { useMay } from '../../session/session.ts';
import { chineseReason } from './run-reason.ts';
import { useRunWord } from './run-words.ts';
import type { RunDetail } from './shapes.ts';
import { unitWords } from './words.ts';

/** What is known of a run besides its increments. */
export function RunFacts({ run }: { run: RunDetail }) {
  const t = useWords(unitWords);
  const told = useTold();
  const format = useFormat();
  const word = useRunWord();
  const may = useMay();
  const { plan, mass, setup, conformance } = run;
  const setupWords =
    setup && t('setupPassed', { passed: setup.passed, failed: setup.failed, toDo: setup.toDo });
  return (
    <Facts
      facts={[
        [t('code'), run.sampleCode],
        [t('status'), word('state', run.status)],
        ...(run.reason === null ? [] : [[t('reason'), <Reason key="reason" reason={run.reason} />] as const]),
        [t('began'), run.startedAt === null ? '—' : format.instant(run.startedAt)],
        ...(run.endedAt === null ? [] : [[t('ended'), format.instant(run.endedAt)] as const]),
        ...(plan?.interval ? [[t('interval'), `${plan.interval.value} ${plan.interval.unit}`] as const] : []),
        ...(plan
          ? [[t('passed'), `${plan.passed ?? '—'}${plan.quantity === null ? '' : ` / ${plan.quantity}`} ${plan.quantityUnit}`] as const]
          : []),
        ...(mass
          ? [
              [t('grossMass'), `${mass.gross} ${mass.grossUnit}`] as const,
              [
                t('expectedMass'),
                mass.expectedGross === null ? '—' : `${mass.expectedGross} ${mass.grossUnit}`,
              ] as const,
            ]
          : []),
        ...(run.sampleMass === null ? [] : [[t('keptMass'), `${run.sampleMass} kg`] as const]),
        ...(setup
          ? [
              [
                t('setup'),
                may('getSetup') ? (
                  <Link to={`/work/setups/${encodeURIComponent(setup.id)}`}>{setupWords}</Link>
                ) : (
                  setupWords
                ),
              ] as const,
            ]
          : []),
        [t('doubts'), conformance.doubts.length === 0 ? t('none') : conformance.doubts.map(told).join('；')],
      ]}
    />
  );
}

/** In the reader's language; what the plant said in its own words stays as it came. */
function Reason({ reason }: { reason: string }) {
  const chinese = useLanguage() === 'zh' ? chineseReason(reason) : null;
  return chinese === null ? <span lang="en">{reason}</span> : chinese;
}
