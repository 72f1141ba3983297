/** An answer's headers once its text is converted: where they name the charset that it had, they name UTF-8. */
export const toUtf8 = (headers: readonly string[], from: string | null): string[] =>
  headers.map((value, index) => {
    const isType = index % 2 === 1 && headers[index - 1]?.toLowerCase() === 'content-type';
    return isType && from !== null ? value.replace(/(;\s*charset\s*=\s*)(?:"[^"]*"|[^\s;"]+)/i, '$1utf-8') : value;
  });
