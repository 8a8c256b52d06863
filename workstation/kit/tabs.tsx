import { Link, useSearchParams } from 'react-router';
import './tabs.css';

interface Tab<T extends string> {
  readonly id: T;
  readonly title: string;
}

/** Which part of a screen is shown, kept in the address as `tab`; without one the first. */
export function useTab<const T extends string>(ids: readonly [T, ...T[]]): T {
  const [query] = useSearchParams();
  return ids.find((id) => id === query.get('tab')) ?? ids[0];
}

/** Ways to the parts of a screen. They are links: a part can be opened beside another, and sent to somebody. */
export function Tabs<T extends string>({ label, tabs, shown }: { label: string; tabs: readonly Tab<T>[]; shown: T }) {
  return (
    <nav className="tabs no-print" aria-label={label}>
      <ul>
        {tabs.map(({ id, title }) => (
          <li key={id}>
            <Link to={{ search: `?tab=${id}` }} aria-current={id === shown ? 'page' : undefined}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
