import { format, stripVTControlCharacters } from 'node:util';
import { setDebugLogger, setErrorLogger, setWarningLogger } from 'node-opcua-debug';
import type { Logger } from 'pino';

/** Where in the library a remark comes from; the library passes it first. */
interface Place {
  readonly filename: string;
  readonly callerline: number;
}

type Write = (fields: { readonly at: string }, message: string) => void;

/**
 * The OPC UA library would write to the terminal, some of it while it is loaded; what it has to say belongs to the log. One level
 * lower than it thinks: most of its errors are a PLC that is not there, which the drivers tell in their own words.
 */
export function logOpcuaRemarks(log: Logger): void {
  const opcua = log.child({ library: 'node-opcua' });
  setDebugLogger(remarkTo((fields, message) => opcua.debug(fields, message)));
  setWarningLogger(remarkTo((fields, message) => opcua.info(fields, message)));
  setErrorLogger(remarkTo((fields, message) => opcua.warn(fields, message)));
}

/** Remarks are made for a coloured terminal and formatted as `console.log` does. */
const remarkTo =
  (write: Write) =>
  (...[place, ...words]: unknown[]): void => {
    const { filename, callerline } = place as Place;
    write({ at: `${filename}:${callerline}` }, stripVTControlCharacters(format(...words)).trim());
  };
