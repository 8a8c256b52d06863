import { useFormat } from '../i18n/format.ts';
import './share-bar.css';

/** A share of a whole as a bar with its number beside it. @param share 0 to 1, more is drawn as the whole */
export function ShareBar({ share, abnormal = false }: { share: number; abnormal?: boolean }) {
  const format = useFormat();
  return (
    <span className={`share-bar${abnormal ? ' abnormal' : ''}`}>
      <svg aria-hidden="true">
        <rect className="share-whole" width="100%" height="100%" />
        <rect className="share-part" width={`${Math.min(1, share) * 100}%`} height="100%" />
      </svg>
      <span>{format.number(share * 100, 1)} %</span>
    </span>
  );
}
