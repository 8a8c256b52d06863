/** The package brings no types in the version that express has. */
declare module 'cookie' {
  /** The first value of each name of a Cookie header, decoded. */
  export function parse(header: string): Readonly<Record<string, string | undefined>>;
}
