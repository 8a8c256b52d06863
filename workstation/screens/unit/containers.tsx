import { useTold, useWords } from '../../i18n/language.ts';
import { Facts } from '../../kit/page.tsx';
import { LiveValue } from '../../kit/live-value.tsx';
import { useTag } from '../../live/use-tag.ts';
import { containerPlaces, fillOf } from './container-places.ts';
import type { ContainerPlace } from './container-places.ts';
import type { RunDetail, UnitContainers, UnitDetail } from './shapes.ts';
import { tagOf } from './unit-tags.ts';
import { unitWords } from './words.ts';
import './containers.css';

/** Places of the carousel, bags, receivers or cabinet: what stands in each, how full it is, which is being filled. */
export function Containers({
  unit,
  containers,
  run,
}: {
  unit: UnitDetail;
  containers: UnitContainers;
  run: RunDetail | undefined;
}) {
  const told = useTold();
  const t = useWords(unitWords);
  const { tags } = containers;
  const position = useTag(unit.unit, tags.position ?? '');
  const live = [tags.mass, tags.fill, tags.sealed, tags.code].flatMap((name) => tagOf(unit, name) ?? []);
  const places = containerPlaces(containers, run, position.current ? position.value : null);
  // Such a plant closes a container under its place, but does not tell which one it fills.
  const unplaced = tags.position === null && run?.open && run.open.increments > 0 ? run.open : null;
  return (
    <>
      {unplaced && (
        <p>▼ {t('fillingSomewhere', { count: unplaced.increments, kept: unplaced.kept })}</p>
      )}
      {live.length > 0 && (
        <Facts
          facts={live.map(
            (tag) => [told(tag.title), <LiveValue key={tag.name} unit={unit.unit} tag={tag} />] as const,
          )}
        />
      )}
      <ol className="containers" aria-label={told(containers.title)}>
        {places.map((place) => (
          <Place key={place.no} unit={unit} place={place} capacity={containers.capacity} run={run} />
        ))}
      </ol>
    </>
  );
}

function Place({
  unit,
  place: { no, filling, closed, tag: tagName },
  capacity,
  run,
}: {
  unit: UnitDetail;
  place: ContainerPlace;
  capacity: UnitContainers['capacity'];
  run: RunDetail | undefined;
}) {
  const t = useWords(unitWords);
  const tag = tagOf(unit, tagName);
  const held = closed?.mass ?? (filling ? run?.open?.kept : undefined);
  const fill = held === undefined ? null : fillOf(held, capacity);
  return (
    <li className={`container${filling ? ' filling' : ''}`}>
      <strong>
        {filling ? '▼ ' : ''}
        {t('containerNo', { no })}
      </strong>
      {fill !== null && (
        <svg className="container-level" aria-hidden="true">
          <rect className="container-shell" width="100%" height="100%" />
          <rect
            className="container-fill"
            width="100%"
            height={`${fill * 100}%`}
            y={`${(1 - fill) * 100}%`}
          />
        </svg>
      )}
      {filling && <span>{t('filling')}</span>}
      {held !== undefined && <span>{`${held} kg`}</span>}
      {closed && <span className="secondary">{t('sealed', { seal: closed.seal })}</span>}
      {tag && <LiveValue unit={unit.unit} tag={tag} />}
      {run && !closed && !filling && !tag && <span className="secondary">{t('free')}</span>}
    </li>
  );
}
