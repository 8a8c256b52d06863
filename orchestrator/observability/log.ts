import pino from 'pino';
import { logDestination } from './log-destination.ts';

/**
 * The log: one JSON object a line. Fields that name things are called the same everywhere: `requestId`, `process`, `unit`, `effect`,
 * `job`, `node`; `err` is an error with its stack.
 */

/** Fields that hold secrets. */
const secretFields = [
  'password',
  'client_secret',
  'secret',
  'clusterSecret',
  'token',
  'access_token',
  'metricsToken',
];
/** Where they may be expected; no wildcards, which cost more than all else of a line. */
const secretPaths = [
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
  ...secretFields.flatMap((field) => [field, `body.${field}`, `req.body.${field}`]),
  'err.body',
];
const censor = '[redacted]';

/** The log with secrets blacked out. */
export const discreet = (log: pino.Logger): pino.Logger =>
  log.child({}, { redact: { paths: secretPaths, censor } });

/** Most lines have nothing of the kind. */
const suspicious = /:\/\/|passw|pwd|secret|token|bearer|basic/i;
const names = `(?:[a-z_]*password|[a-z_]*secret|[a-z_]*token|passwd|pwd)`;
/** Secrets within texts: messages of errors, addresses, bodies as they came; and in fields wherever they are. */
const withinTexts: readonly (readonly [RegExp, string])[] = [
  // Of an address with a login: scheme://user:password@host. More than needed where a path has an "@" behind a port.
  // Bounded: over an address of 16 KiB that anybody may send, an unbounded one would search for half a second.
  [/\b([a-z][a-z0-9+.-]{0,31}:\/\/)[^\s"\\@/:]{0,255}:[^\s"\\@]{0,255}@/gi, `$1${censor}@`],
  // RFC 6750 and RFC 7617.
  [/\b(bearer|basic) +[\w.~+/-]{6,}=*/gi, `$1 ${censor}`],
  // Of a query or a form.
  [new RegExp(`\\b(${names})=[^&\\s"\\\\#;]+`, 'gi'), `$1=${censor}`],
  // A field of the line, and of JSON that is text in it.
  [new RegExp(`("${names}"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi'), `$1${censor}`],
  [new RegExp(`(\\\\"${names}\\\\"\\s*:\\s*\\\\")(?:[^"\\\\]|\\\\{3}")*`, 'gi'), `$1${censor}`],
];

/** A line of the log without the secrets that texts in it repeat. */
const scrubbed = (line: string): string =>
  suspicious.test(line)
    ? withinTexts.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
    : line;

/** A log of a level, to standard output unless told otherwise. It never shows a secret by a known name, in an address or as a token. */
export function createLog(level: pino.LevelWithSilent, destination?: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = { level, hooks: { streamWrite: scrubbed } };
  return discreet(pino(options, destination ?? logDestination()));
}
