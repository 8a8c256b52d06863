import { useEffect } from 'react';

/**
 * All pages of a browser share one session. When somebody else logs in on one of them, the others, which still show the first person's
 * name, are loaded anew: nobody acts under a name that is not on the screen.
 */
export function useOnePerson(id: string | undefined): void {
  useEffect(() => {
    if (id === undefined) return undefined;
    const channel = new BroadcastChannel('quaylab.person');
    channel.onmessage = ({ data }: MessageEvent<string>) => {
      if (data !== id) window.location.assign('/');
    };
    channel.postMessage(id);
    return () => channel.close();
  }, [id]);
}
