/** Where a value stands in a document: keys and list places from the top. */
export type Path = readonly (string | number)[];

/** `domains.request[0]`; a key that is no plain word is quoted: `certs["api.shop.test"]`. The top is the empty string. */
export const dotted = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[$\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
