/** Results go to stdout; all else that a command says goes to stderr through `tell`. */
export const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** One object, indented, as every `--json` gives it. */
export const printJson = (value: object): void => print(JSON.stringify(value, null, 2));

export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
