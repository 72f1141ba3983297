/** Reads server-sent events off an answer, as they come. */
export interface Sent {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly type: string; readonly flow?: string; readonly lost?: number | null };
}

const parsed = (block: string): readonly Sent[] => {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
  const data = field('data');
  return data === undefined ? [] : [{ id: field('id') ?? '', event: field('event') ?? '', data: JSON.parse(data) }];
};

/** `next(n)`: the first n events that have come, however long that takes; `rest`: all of them, when the stream is over. */
export const readEvents = (answer: Response) => {
  const events: Sent[] = [];
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const more = async (): Promise<boolean> => {
    const { done = true, value = '' } = (await reader?.read()) ?? {};
    const blocks = `${text}${value}`.split('\n\n');
    text = blocks.pop() ?? '';
    events.push(...blocks.flatMap(parsed));
    return !done;
  };
  return {
    next: async (count: number): Promise<readonly Sent[]> => {
      while (events.length < count && (await more()));
      return events;
    },
    rest: async (): Promise<readonly Sent[]> => {
      while (await more());
      return events;
    },
    leave: () => reader?.cancel(),
  };
};
