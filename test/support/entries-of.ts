/** Names and values of a file that a step has written, in the form with delimiters. Throws on what is neither. */
export const entriesOf = (written: string): Readonly<Record<string, string>> => {
  const found: [string, string][] = [];
  let rest = written;
  while (rest !== '') {
    const [whole, name = '', delimiter = ''] = /^([\w-]+)<<(\S+)\n/.exec(rest) ?? [];
    const end = whole === undefined ? -1 : rest.indexOf(`\n${delimiter}\n`, whole.length - 1);
    if (whole === undefined || end < 0) throw new Error(`no entry: ${rest}`);
    found.push([name, rest.slice(whole.length, Math.max(end, whole.length))]);
    rest = rest.slice(end + delimiter.length + 2);
  }
  return Object.fromEntries(found);
};
