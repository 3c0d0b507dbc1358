/** A file of Python as text. */
declare module '*.py?raw' {
  const source: string;
  export default source;
}
