/**
 * The words behind a status as they may be written, latin1 for bytes. undici reads them as UTF-8, which most that are not
 * ASCII are (`200 \u6210\u529f`); of others only a `?` is left. No client may depend on them (RFC 9112, 4).
 */
export const reasonPhrase = (text: string | undefined): string => {
  if (text === undefined || PLAIN.test(text)) return text ?? '';
  return Buffer.from(text.replaceAll('\ufffd', '?'), 'utf8').toString('latin1').replace(CONTROL, ' ');
};

const PLAIN = /^[\t\x20-\x7e]*$/;
/** What Node refuses to write. */
const CONTROL = /[^\t\x20-\x7e\x80-\xff]/g;
