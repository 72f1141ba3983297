/** An object identifier's content as dots, `2.5.29.19`; empty: it is none, or has a number beyond 2^53. */
export const readOid = (content: Uint8Array): string => {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f);
    if (number > Number.MAX_SAFE_INTEGER) return '';
    if (byte & 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first] = numbers;
  if (first === undefined || (content.at(-1) ?? 0) & 0x80) return '';
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...numbers.slice(1)].join('.');
};
