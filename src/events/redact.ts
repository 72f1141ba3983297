const secretKey = /secret|token|passw|pwd|passphrase|credential|signature|api[-_]?key|session[-_]?key|js[-_]?code/i;

/** The key as a server reads it, since `%73ecret` is `secret`. */
const decoded = (key: string): string => {
  try {
    return decodeURIComponent(key);
  } catch {
    // Not an encoding of anything: it is looked at as it stands.
    return key;
  }
};

/** A URL fit for a log: the values of query keys that sound like secrets, and user info, give way to `***`. */
export const redact = (url: string): string => {
  const query = url.indexOf('?');
  if (query < 0 && !url.includes('@')) return url;
  const end = query < 0 ? url.length : query;
  const head = url.slice(0, end).replace(/^([^/?#]*\/\/)[^/?#]*@/, '$1***@');
  const tail = url
    .slice(end)
    .replace(/([^?&;#=]+)=([^&;#]*)/g, (pair, key) => (secretKey.test(decoded(key)) ? `${key}=***` : pair));
  return head + tail;
};
