/** Says how far a command is, on a terminal only, in one line that goes when it is over. */
export interface Progress {
  readonly step: () => void;
  readonly done: () => void;
}

const CLEAR = '\r\u001b[K';

export const createProgress = (
  all: number,
  noun: string,
  stream: { readonly isTTY?: boolean; readonly write: (text: string) => unknown },
): Progress => {
  let count = 0;
  const say = (text: string): void => {
    if (stream.isTTY && all > 1) stream.write(text);
  };
  say(`${CLEAR}0 of ${all} ${noun}`);
  return {
    step: () => {
      count += 1;
      say(`${CLEAR}${count} of ${all} ${noun}`);
    },
    done: () => say(CLEAR),
  };
};
