/** A head of HTTP/1.1 as text, its empty line included; names and values alternate. */
export const headText = (status: number, statusText: string, headers: readonly string[]): string => {
  let text = `HTTP/1.1 ${status} ${statusText}\r\n`;
  for (let i = 0; i + 1 < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
  return `${text}\r\n`;
};
