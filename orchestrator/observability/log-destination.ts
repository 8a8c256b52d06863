import pino from 'pino';

/** What waits for a disk that takes nothing, characters; more is left out. */
const mostWaiting = 4 * 1024 * 1024;
/** The disk or the quota is full; nobody reads any more. */
const notTakenNow = new Set(['ENOSPC', 'EDQUOT', 'EPIPE']);

/**
 * Standard output, or a file. What it takes too late is written when there is room again, what waits for too long is left out: a log that
 * cannot be written does not end the server.
 */
export function logDestination(file?: string): pino.DestinationStream {
  const target = file === undefined ? { dest: 1 } : { dest: file, mkdir: true };
  const destination = pino.destination({ ...target, sync: true, maxLength: mostWaiting });
  destination.on('error', (error: NodeJS.ErrnoException) => {
    if (!notTakenNow.has(error.code ?? '')) throw error;
  });
  return destination;
}
